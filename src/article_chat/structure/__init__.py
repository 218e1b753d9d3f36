"""What an article says by how it is laid out: its headings and sections, its numbered items, the cells of its tables."""
