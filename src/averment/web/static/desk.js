// What the desk does beyond plain pages: single keys, and judgements without leaving the page.
