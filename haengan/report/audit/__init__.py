"""What an edition hands to whoever checks it: its frozen values, evidence and documents as plain values, and files made of them."""
