package view

import (
	"regexp"
	"strings"

	"timeslice/render/edit"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// printed is what programs printed in a run, line by line. It grows with the
// run.
type printed struct {
	index  *timeline.Index
	looked trace.FactID
	lines  []line
	of     []trace.ProcessID // that printed anything, in order of their first lines
	open   bool              // the last line has not ended

	columns int             // how many columns there are for a line
	process trace.ProcessID // whose lines are counted in rows, NoProcess for all
	rows    []int           // how many rows there are up to and with each line
}

// line is a line that was printed.
type line struct {
	text    string
	fact    trace.FactID // by which it began
	process trace.ProcessID
	failure bool // it went to the standard error
}

// escape is what terminals take for colours and for moving about, which is not
// shown.
var escape = regexp.MustCompile("\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_]|\\][^\x07]*\x07?)")

// extend takes in what was printed since the last time.
func (p *printed) extend(x *timeline.Index, book func(trace.ThreadID) trace.ProcessID) {
	if p.index != x {
		*p = printed{index: x}
	}
	last := trace.FactID(x.Trace().Len())
	q := timeline.Filter{Kinds: timeline.Outputs()}
	for {
		id, found := x.Next(p.looked, &q, last)
		if !found {
			break
		}
		p.looked = id
		f := x.Trace().Fact(id)
		p.take(id, book(f.Thread), f.Object == 2, x.Trace().What(f))
	}
	p.looked = last
}

func (p *printed) take(id trace.FactID, process trace.ProcessID, failure bool, text string) {
	known := false
	for _, one := range p.of {
		known = known || one == process
	}
	if !known {
		p.of = append(p.of, process)
	}
	text = escape.ReplaceAllString(strings.ReplaceAll(text, "\r\n", "\n"), "")
	for piece := range strings.SplitAfterSeq(text, "\n") {
		if piece == "" {
			continue
		}
		whole, ends := strings.CutSuffix(piece, "\n")
		if last := len(p.lines) - 1; p.open && p.lines[last].process == process && p.lines[last].failure == failure {
			p.lines[last].text = plain(p.lines[last].text + whole)
			p.rows = p.rows[:min(len(p.rows), last)]
		} else {
			p.lines = append(p.lines, line{plain(whole), id, process, failure})
		}
		p.open = !ends
	}
}

// plain is a line as it stands when it has been printed: what a carriage return
// went back over is gone, tabs are spaces up to the next multiple of eight.
func plain(text string) string {
	if at := strings.LastIndexByte(text, '\r'); at >= 0 && at < len(text)-1 {
		text = text[at+1:]
	}
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0 {
		return text
	}
	var out strings.Builder
	columns := 0
	for _, r := range text {
		switch {
		case r == '\t':
			for ok := true; ok; ok = columns%8 != 0 {
				out.WriteByte(' ')
				columns++
			}
		case r < ' ' || r == 0x7f:
		default:
			out.WriteRune(r)
			columns += edit.Columns(string(r))
		}
	}
	return out.String()
}

// until is how many lines there are up to a fact.
func (p *printed) until(fact trace.FactID) int {
	low, high := 0, len(p.lines)
	for low < high {
		middle := (low + high) / 2
		if p.lines[middle].fact <= fact {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// count counts the rows of lines in so many columns.
func (p *printed) count(columns int, process trace.ProcessID) {
	if p.columns != columns || p.process != process {
		p.columns, p.process, p.rows = columns, process, p.rows[:0]
	}
	for i := len(p.rows); i < len(p.lines); i++ {
		rows := 0
		if i > 0 {
			rows = p.rows[i-1]
		}
		if one := &p.lines[i]; process == trace.NoProcess || one.process == process {
			rows += max((edit.Columns(one.text)+columns-1)/columns, 1)
		}
		p.rows = append(p.rows, rows)
	}
}

// rowsBefore is how many rows there are before a line.
func (p *printed) rowsBefore(i int) int {
	if i == 0 {
		return 0
	}
	return p.rows[i-1]
}

// fold breaks a line into rows of so many columns.
func fold(text string, columns int) []string {
	var rows []string
	for edit.Columns(text) > columns {
		at, had := 0, 0
		for i, r := range text {
			wide := edit.Columns(string(r))
			if had+wide > columns {
				break
			}
			had += wide
			at = i + len(string(r))
		}
		if at == 0 {
			break
		}
		rows = append(rows, text[:at])
		text = text[at:]
	}
	return append(rows, text)
}
