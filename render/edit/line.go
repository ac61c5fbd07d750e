package edit

import "strings"

// lines are the lines that the selection touches; one that it only ends at the
// start of is none of them.
func (b *Buffer) lines() (first, last int) {
	from, to := b.Selection()
	first, last = b.LineOf(from), b.LineOf(to)
	if last > first && to == b.starts[last] {
		last--
	}
	return first, last
}

// eachLine replaces the lines that the selection touches, and keeps the
// selection on what it was on.
func (b *Buffer) eachLine(change func(line string) string) {
	first, last := b.lines()
	start, end := b.starts[first], b.LineEnd(last)
	var all []string
	anchor, caret := b.anchor, b.caret
	grown := 0
	for line := first; line <= last; line++ {
		old := b.Line(line)
		new := change(old)
		at := b.starts[line]
		for _, place := range []struct {
			was int
			now *int
		}{{b.anchor, &anchor}, {b.caret, &caret}} {
			if place.was > at || place.was == at && first == last {
				by := len(new) - len(old)
				if place.was <= b.LineEnd(line) {
					by = max(by, at-place.was)
				}
				*place.now += by
			}
		}
		grown += len(new) - len(old)
		all = append(all, new)
	}
	text := strings.Join(all, "\n")
	if grown == 0 && text == b.text[start:end] {
		return
	}
	b.replace(start, end, text, false)
	b.Select(anchor, caret)
}

// Indent puts the lines of the selection a step further in; without one it puts
// a step at the caret.
func (b *Buffer) Indent() {
	step := b.step()
	if b.anchor == b.caret {
		b.Insert(step)
		return
	}
	b.eachLine(func(line string) string {
		if line == "" {
			return line
		}
		return step + line
	})
}

// Outdent takes a step off the lines of the selection.
func (b *Buffer) Outdent() {
	b.eachLine(func(line string) string {
		switch {
		case strings.HasPrefix(line, "\t"):
			return line[1:]
		case strings.HasPrefix(line, "  "):
			return line[2:]
		}
		return strings.TrimPrefix(line, " ")
	})
}

// Comment makes comments of the lines of the selection, by what stands before
// one; if all are, it makes them what they were.
func (b *Buffer) Comment(mark string) {
	first, last := b.lines()
	indent, all := -1, true
	for line := first; line <= last; line++ {
		text := b.Line(line)
		inner := strings.TrimLeft(text, " \t")
		if inner == "" {
			continue
		}
		if depth := len(text) - len(inner); indent < 0 || depth < indent {
			indent = depth
		}
		all = all && strings.HasPrefix(inner, mark)
	}
	if indent < 0 {
		return
	}
	b.eachLine(func(line string) string {
		inner := strings.TrimLeft(line, " \t")
		switch {
		case inner == "":
			return line
		case all:
			return line[:len(line)-len(inner)] + strings.TrimPrefix(strings.TrimPrefix(inner, mark), " ")
		}
		return line[:indent] + mark + " " + line[indent:]
	})
}

// MoveLines moves the lines of the selection past the line above or below.
func (b *Buffer) MoveLines(down bool) {
	first, last := b.lines()
	if down && last+1 == len(b.starts) || !down && first == 0 {
		return
	}
	moved := b.text[b.starts[first]:b.LineEnd(last)]
	anchor, caret := b.anchor, b.caret
	if down {
		other := b.Line(last + 1)
		b.replace(b.starts[first], b.LineEnd(last+1), other+"\n"+moved, false)
		b.Select(anchor+len(other)+1, caret+len(other)+1)
		return
	}
	other := b.Line(first - 1)
	b.replace(b.starts[first-1], b.LineEnd(last), moved+"\n"+other, false)
	b.Select(anchor-len(other)-1, caret-len(other)-1)
}

// CopyLine puts a copy of the line of the caret below it.
func (b *Buffer) CopyLine() {
	line := b.LineOf(b.caret)
	text := "\n" + b.Line(line)
	anchor, caret := b.anchor, b.caret
	b.replace(b.LineEnd(line), b.LineEnd(line), text, false)
	b.Select(anchor+len(text), caret+len(text))
}
