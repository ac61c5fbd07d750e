package edit

// change is a part of the text that was put in place of another.
type change struct {
	at            int
	before, after string
	// The selection before it.
	anchor, caret int
}

// replace puts a text in place of a part, as a change of its own or as one with
// the last.
func (b *Buffer) replace(from, to int, text string, joins bool) {
	before := b.text[from:to]
	if n := len(b.undo); joins && n > 0 && b.undo[n-1].at+len(b.undo[n-1].after) == from && before == "" {
		b.undo[n-1].after += text
	} else {
		b.undo = append(b.undo, change{from, before, text, b.anchor, b.caret})
	}
	b.redo = b.redo[:0]
	b.set(b.text[:from] + text + b.text[to:])
	b.anchor, b.caret, b.column = from+len(text), from+len(text), -1
	b.anchor = b.near(b.anchor) // a mark may have joined the letter before
	b.caret = b.anchor
}

// Undo takes the last change back, and reports whether there was one.
func (b *Buffer) Undo() bool {
	n := len(b.undo)
	if n == 0 {
		return false
	}
	c := b.undo[n-1]
	b.undo, b.redo = b.undo[:n-1], append(b.redo, c)
	b.set(b.text[:c.at] + c.before + b.text[c.at+len(c.after):])
	b.Select(c.anchor, c.caret)
	return true
}

// Redo makes the last change that was taken back again, and reports whether
// there was one.
func (b *Buffer) Redo() bool {
	n := len(b.redo)
	if n == 0 {
		return false
	}
	c := b.redo[n-1]
	b.redo, b.undo = b.redo[:n-1], append(b.undo, c)
	b.set(b.text[:c.at] + c.after + b.text[c.at+len(c.before):])
	b.Select(c.at+len(c.after), c.at+len(c.after))
	return true
}

// Changed reports whether there is something to undo.
func (b *Buffer) Changed() bool { return len(b.undo) > 0 }
