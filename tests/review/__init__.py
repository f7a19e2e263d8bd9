"""What only holds of this review: its data, its chapters and its site; a fork for another review deletes this folder."""
