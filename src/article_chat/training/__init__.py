"""How the readers and the trees came about, and how to make others: programs that nothing at run time imports."""
