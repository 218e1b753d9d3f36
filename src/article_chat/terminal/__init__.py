"""The command line's two ways of showing answers: lines that nothing in an article can steer, and the chat."""
