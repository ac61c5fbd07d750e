package trace

import (
	"bufio"
	"io"
	"strconv"
)

// The text form of a trace: a header, then a line for each fact.
//
//	timeslice trace 1
//	property cores "2"
//	string "worker"
//
//	 11       4.000000ms  ready           thread=3 key=4000000 reason=timer cause=7  # B
//	 12       4.000000ms  dispatch        thread=3 core=0 waiting=1 limit=2ms reason=head-of-queue cause=11  # B
//
// A line holds the fact's number, its instant, its kind, and then fields:
// thread and core, the kind's own fields by the names of its [Schema], and
// reason, cause and source. What is none or zero is left out. After "#" comes
// what is only there for the reader: the thread's name.
//
// After the facts come the lines of source that threads were at, a row of
// points of the thread's own CPU time, each after the one before, and the lines
// it came to there:
//
//	lines thread=2 file="hash.js" 0:1 +100:2 +150:2
//
// The string table is written only when the facts alone would not give it
// back, so that ReadText(WriteText(t)) is t in every byte.
const textHeader = "timeslice trace 1"

// The names of the fields that do not depend on the kind; the last three are
// for values in fields that the kind does not use, which a trace should not
// have but its text must not hide.
const (
	fieldThread    = "thread"
	fieldCore      = "core"
	fieldReason    = "reason"
	fieldCause     = "cause"
	fieldSource    = "source"
	fieldRawObject = "object"
	fieldRawA      = "a"
	fieldRawB      = "b"

	wordLines = "lines"
	fieldFile = "file"
)

// WriteText writes the trace in its text form.
func (t *Trace) WriteText(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	text := textWriter{trace: t, names: map[ThreadID]StringID{}}
	text.line = append(text.line, textHeader...)
	text.line = append(text.line, '\n')
	for _, p := range t.properties {
		text.property(p)
	}
	if !t.stringsFollowFacts() {
		text.table()
	}
	text.line = append(text.line, '\n')
	for id := FactID(1); int(id) <= t.count; id++ {
		if _, err := out.Write(text.line); err != nil {
			return err
		}
		text.line = text.line[:0]
		text.fact(id, t.Fact(id))
	}
	for _, log := range t.lines {
		log.each(func(entry LineEntry) bool {
			text.entry(log.thread, entry)
			_, err := out.Write(text.line) // an error stays in out
			text.line = text.line[:0]
			return err == nil
		})
		text.endEntries()
	}
	if _, err := out.Write(text.line); err != nil {
		return err
	}
	return out.Flush()
}

// entriesPerRow is how many lines of source stand in a row of text.
const entriesPerRow = 16

// entry writes where a thread came to, in the present row if it fits there.
func (w *textWriter) entry(thread ThreadID, entry LineEntry) {
	if w.entries == entriesPerRow || w.entries > 0 && entry.File != w.before.File {
		w.endEntries()
	}
	if w.entries == 0 {
		w.line = append(w.line, wordLines...)
		w.name(fieldThread)
		w.line = strconv.AppendInt(w.line, int64(thread), 10)
		w.name(fieldFile)
		if w.trace.knowsString(int64(entry.File)) || entry.File == NoString {
			w.line = strconv.AppendQuote(w.line, w.trace.Text(entry.File))
		} else {
			w.line = strconv.AppendInt(w.line, int64(entry.File), 10)
		}
		w.line = append(w.line, ' ')
		w.line = strconv.AppendInt(w.line, entry.CPUNs, 10)
	} else {
		w.line = append(w.line, ' ', '+')
		w.line = strconv.AppendInt(w.line, entry.CPUNs-w.before.CPUNs, 10)
	}
	w.line = append(w.line, ':')
	w.line = strconv.AppendInt(w.line, int64(entry.Number), 10)
	w.before = entry
	w.entries++
}

func (w *textWriter) endEntries() {
	if w.entries > 0 {
		w.line = append(w.line, '\n')
	}
	w.entries = 0
}

// stringsFollowFacts reports whether interning the facts' strings in order
// gives the string table as it is.
func (t *Trace) stringsFollowFacts() bool {
	next := StringID(1)
	for id := FactID(1); int(id) <= t.count; id++ {
		f := t.Fact(id)
		if f.Kind.Schema().B.Role != RoleString || !t.knowsString(f.B) {
			continue
		}
		switch {
		case f.B == int64(next):
			next++
		case f.B > int64(next):
			return false
		}
	}
	for _, log := range t.lines {
		for _, file := range log.files() {
			if !t.knowsString(int64(file)) {
				continue
			}
			switch {
			case file == next:
				next++
			case file > next:
				return false
			}
		}
	}
	return int(next) >= len(t.strings)
}

// files returns the files of a log, each as often as it changes.
func (l *LineLog) files() []StringID {
	var files []StringID
	l.each(func(entry LineEntry) bool {
		if len(files) == 0 || files[len(files)-1] != entry.File {
			files = append(files, entry.File)
		}
		return true
	})
	return files
}

// knowsString reports whether a field holds the number of a string other than
// the empty one.
func (t *Trace) knowsString(value int64) bool { return value > 0 && value < int64(len(t.strings)) }

// textWriter writes the lines of a trace's text form.
type textWriter struct {
	trace *Trace
	line  []byte
	names map[ThreadID]StringID

	entries int       // of lines of source in the present row
	before  LineEntry // the last of them
}

func (w *textWriter) property(p Property) {
	w.line = append(w.line, "property "...)
	if isWord(p.Name) {
		w.line = append(w.line, p.Name...)
	} else {
		w.line = strconv.AppendQuote(w.line, p.Name)
	}
	w.line = append(w.line, ' ')
	w.line = strconv.AppendQuote(w.line, p.Value)
	w.line = append(w.line, '\n')
}

func (w *textWriter) table() {
	for _, text := range w.trace.strings[min(1, len(w.trace.strings)):] {
		w.line = append(w.line, "string "...)
		w.line = strconv.AppendQuote(w.line, text)
		w.line = append(w.line, '\n')
	}
}

func (w *textWriter) fact(id FactID, f Fact) {
	schema := f.Kind.Schema()
	w.right(6, func(b []byte) []byte { return strconv.AppendInt(b, int64(id), 10) })
	w.line = append(w.line, "  "...)
	w.right(14, func(b []byte) []byte { return appendInstant(b, f.Time) })
	w.line = append(w.line, "  "...)
	w.line = append(w.line, schema.Name...)
	blanks := len(w.line)
	for width := len(schema.Name); width < 14; width++ {
		w.line = append(w.line, ' ')
	}
	fields := len(w.line)
	if f.Thread != NoThread {
		w.name(fieldThread)
		w.line = strconv.AppendInt(w.line, int64(f.Thread), 10)
	}
	if f.Core != NoCore {
		w.name(fieldCore)
		w.line = strconv.AppendInt(w.line, int64(f.Core), 10)
	}
	w.field(schema.Object, fieldRawObject, int64(f.Object))
	w.field(schema.A, fieldRawA, f.A)
	w.field(schema.B, fieldRawB, f.B)
	if f.Reason != ReasonNone {
		w.name(fieldReason)
		w.line = append(w.line, f.Reason.String()...)
	}
	if f.Cause != NoFact {
		w.name(fieldCause)
		w.line = strconv.AppendInt(w.line, int64(f.Cause), 10)
	}
	if f.Source != Simulated {
		w.name(fieldSource)
		w.line = append(w.line, f.Source.String()...)
	}
	w.comment(f)
	if len(w.line) == fields {
		w.line = w.line[:blanks]
	}
	w.line = append(w.line, '\n')
}

func (w *textWriter) name(name string) {
	w.line = append(w.line, ' ')
	w.line = append(w.line, name...)
	w.line = append(w.line, '=')
}

// field writes one of the general fields. A zero is left out, but for a core:
// there it is the first one.
func (w *textWriter) field(field Field, raw string, value int64) {
	if value == 0 && field.Role != RoleCore {
		return
	}
	if field.Name == "" {
		w.name(raw)
		w.line = strconv.AppendInt(w.line, value, 10)
		return
	}
	w.name(field.Name)
	switch {
	case field.Role == RoleNanoseconds:
		w.line = appendLength(w.line, value)
	case field.Role == RoleInstant:
		w.line = appendInstant(w.line, Time(value))
	case field.Role == RoleCore && value == int64(NoCore):
		w.line = append(w.line, "none"...)
	case field.Role == RoleString && w.trace.knowsString(value):
		w.line = strconv.AppendQuote(w.line, w.trace.strings[value])
	default:
		w.line = strconv.AppendInt(w.line, value, 10)
	}
}

// comment ends a line with the name of its thread, if that is known.
func (w *textWriter) comment(f Fact) {
	if f.Thread == NoThread {
		return
	}
	if f.Kind == KindThreadStart && w.trace.knowsString(f.B) {
		w.names[f.Thread] = StringID(f.B)
		return
	}
	id, known := w.names[f.Thread]
	if !known {
		return
	}
	w.line = append(w.line, "  # "...)
	if name := w.trace.Text(id); isPlain(name) {
		w.line = append(w.line, name...)
	} else {
		w.line = strconv.AppendQuote(w.line, name)
	}
}

// right writes something at the right of a column.
func (w *textWriter) right(width int, write func([]byte) []byte) {
	start := len(w.line)
	w.line = write(w.line)
	for missing := width - (len(w.line) - start); missing > 0; missing-- {
		w.line = append(w.line, ' ')
		copy(w.line[start+1:], w.line[start:])
		w.line[start] = ' '
	}
}

// appendInstant writes an instant in milliseconds with all six decimals, so
// that instants stand in line.
func appendInstant(b []byte, at Time) []byte {
	if at == Never {
		return append(b, "never"...)
	}
	b, ns := appendSign(b, int64(at))
	b = strconv.AppendUint(b, ns/uint64(Millisecond), 10)
	b = append(b, '.')
	for digit := uint64(Millisecond) / 10; digit > 0; digit /= 10 {
		b = append(b, byte('0'+ns/digit%10))
	}
	return append(b, "ms"...)
}

// appendLength writes a length of time in the largest unit that is not longer
// than it, with as many decimals as it takes.
func appendLength(b []byte, ns int64) []byte {
	b, rest := appendSign(b, ns)
	unit := textUnit(rest)
	b = strconv.AppendUint(b, rest/unit.ns, 10)
	if rest %= unit.ns; rest > 0 {
		b = append(b, '.')
		for digit := unit.ns / 10; rest > 0; digit /= 10 {
			b = append(b, byte('0'+rest/digit))
			rest %= digit
		}
	}
	return append(b, unit.name...)
}

// appendSign writes a minus where one is due, and returns the value without it.
func appendSign(b []byte, value int64) ([]byte, uint64) {
	if value < 0 {
		return append(b, '-'), -uint64(value)
	}
	return b, uint64(value)
}

type lengthUnit struct {
	name string
	ns   uint64
}

// lengthUnits lists the units of the text form, the longest first.
func lengthUnits() [4]lengthUnit {
	return [...]lengthUnit{
		{"s", uint64(Second)}, {"ms", uint64(Millisecond)}, {"us", uint64(Microsecond)}, {"ns", 1},
	}
}

func textUnit(ns uint64) lengthUnit {
	units := lengthUnits()
	for _, unit := range units {
		if ns >= unit.ns {
			return unit
		}
	}
	return units[len(units)-1]
}

// isWord reports whether a name can be written without quotes.
func isWord(text string) bool {
	for i := 0; i < len(text); i++ {
		if !isWordByte(text[i]) {
			return false
		}
	}
	return text != ""
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '+'
}

// isPlain reports whether a text can stand in a comment as it is.
func isPlain(text string) bool {
	for _, r := range text {
		if r == '\uFFFD' || !strconv.IsPrint(r) {
			return false
		}
	}
	return true
}
