"""Quality of the classifier on writers never seen: what it is beside, what each part adds, how many labels it takes."""
