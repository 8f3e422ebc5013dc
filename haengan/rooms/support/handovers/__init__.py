"""업무 인계·인수: handing over of work, from the list of what someone holds open to the signatures under it."""
