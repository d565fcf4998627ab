"""What History and Playbook share: a list to search beside a text to read."""
