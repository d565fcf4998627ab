"""The first hour: a tour of two minutes, and looking around in sample data; nothing of either is kept."""
