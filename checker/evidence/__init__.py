"""What is kept of a run for auditors, and how it is judged again."""
