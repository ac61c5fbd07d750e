package trace

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// The packed form of a trace is for keeping and sending: a line that says what it
// is, and then, compressed, all the facts' times, then all their kinds, and so on,
// each as a number of few bytes. Kinds, reasons and sources go by their names, so
// that a recording can be read by later versions. Like the text form it gives back
// the trace in every byte.
//
//	header "\n" deflate(
//	  properties, strings, names of kinds, names of reasons,
//	  number of facts, columns: time kind reason source thread core object a b cause,
//	  logs of lines)
const packedHeader = "timeslice recording 1\n"

// What ReadPacked accepts at most.
const (
	packedBytes      = 1 << 30 // unpacked
	packedStrings    = 1 << 22
	packedProperties = 1 << 10
	packedString     = 1 << 26
)

// WritePacked writes the trace in its packed form.
func (t *Trace) WritePacked(w io.Writer) error {
	if _, err := io.WriteString(w, packedHeader); err != nil {
		return err
	}
	deflate, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	p := packer{out: bufio.NewWriterSize(deflate, 1<<16)}
	p.count(len(t.properties))
	for _, property := range t.properties {
		p.text(property.Name)
		p.text(property.Value)
	}
	texts := t.strings[min(1, len(t.strings)):] // the empty one is always there
	p.count(len(texts))
	for _, text := range texts {
		p.text(text)
	}
	p.names(int(kindCount), func(i int) string { return Kind(i).String() })
	p.names(int(reasonCount), func(i int) string { return Reason(i).String() })
	p.count(t.count)
	for _, column := range packedColumns() {
		var before int64
		for id := FactID(1); int(id) <= t.count; id++ {
			f := t.Fact(id)
			value := column.get(&f, id)
			p.number(value - before)
			if column.delta {
				before = value
			}
		}
	}
	p.count(len(t.lines))
	for _, log := range t.lines {
		p.log(log)
	}
	if err := p.out.Flush(); err != nil {
		return err
	}
	return deflate.Close()
}

// packedColumn is a column of facts.
type packedColumn struct {
	delta    bool // each number is written as its difference from the one before
	low, top int64
	get      func(*Fact, FactID) int64
	set      func(*Fact, FactID, int64)
}

func packedColumns() []packedColumn {
	return []packedColumn{
		{true, math.MinInt64, math.MaxInt64, func(f *Fact, _ FactID) int64 { return int64(f.Time) }, func(f *Fact, _ FactID, v int64) { f.Time = Time(v) }},
		{false, 0, math.MaxUint8, func(f *Fact, _ FactID) int64 { return int64(f.Kind) }, func(f *Fact, _ FactID, v int64) { f.Kind = Kind(v) }},
		{false, 0, math.MaxUint8, func(f *Fact, _ FactID) int64 { return int64(f.Reason) }, func(f *Fact, _ FactID, v int64) { f.Reason = Reason(v) }},
		{false, 0, math.MaxUint8, func(f *Fact, _ FactID) int64 { return int64(f.Source) }, func(f *Fact, _ FactID, v int64) { f.Source = Source(v) }},
		{false, 0, textNumber, func(f *Fact, _ FactID) int64 { return int64(f.Thread) }, func(f *Fact, _ FactID, v int64) { f.Thread = ThreadID(v) }},
		{false, int64(NoCore), textCore, func(f *Fact, _ FactID) int64 { return int64(f.Core) }, func(f *Fact, _ FactID, v int64) { f.Core = CoreID(v) }},
		{false, math.MinInt32, math.MaxInt32, func(f *Fact, _ FactID) int64 { return int64(f.Object) }, func(f *Fact, _ FactID, v int64) { f.Object = int32(v) }},
		{true, math.MinInt64, math.MaxInt64, func(f *Fact, _ FactID) int64 { return f.A }, func(f *Fact, _ FactID, v int64) { f.A = v }},
		{false, math.MinInt64, math.MaxInt64, func(f *Fact, _ FactID) int64 { return f.B }, func(f *Fact, _ FactID, v int64) { f.B = v }},
		{false, math.MinInt32, math.MaxInt32,
			func(f *Fact, id FactID) int64 {
				if f.Cause == NoFact {
					return 0
				}
				return int64(id) - int64(f.Cause)
			},
			func(f *Fact, id FactID, v int64) {
				if v != 0 {
					f.Cause = FactID(int64(id) - v)
				}
			}},
	}
}

// packer writes numbers and texts. The first error stays in its writer.
type packer struct {
	out     *bufio.Writer
	scratch []byte
}

func (p *packer) number(n int64) {
	p.scratch = binary.AppendVarint(p.scratch[:0], n)
	p.out.Write(p.scratch)
}

func (p *packer) count(n int) { p.number(int64(n)) }

func (p *packer) text(s string) {
	p.count(len(s))
	p.out.WriteString(s)
}

func (p *packer) names(count int, name func(int) string) {
	p.count(count)
	for i := range count {
		p.text(name(i))
	}
}

func (p *packer) log(log *LineLog) {
	entries := 0
	log.each(func(LineEntry) bool { entries++; return true })
	p.number(int64(log.thread))
	p.count(entries)
	var before LineEntry
	log.each(func(e LineEntry) bool {
		p.number(e.CPUNs - before.CPUNs)
		p.number(int64(e.File - before.File))
		p.count(e.Number - before.Number)
		before = e
		return true
	})
}

// BadRecording is why a recording cannot be shown: a kind, which the app says in the
// user's language with what to do, and what was found.
type BadRecording struct {
	Why   RecordingFault
	Fact  FactID // at which the rules are broken
	found error
}

// RecordingFault is a kind of fault of a recording.
type RecordingFault string

// The kinds.
const (
	NotRecording      RecordingFault = "none"    // it is something else
	NewerRecording    RecordingFault = "newer"   // a later version wrote it
	CutRecording      RecordingFault = "cut"     // its end is missing
	DamagedRecording  RecordingFault = "damaged" // it was changed, or written wrongly
	ContraryRecording RecordingFault = "rules"   // what it tells cannot have been
)

func (b *BadRecording) Error() string {
	if b.found == nil {
		return "this is no recording of timeslice"
	}
	return "the recording cannot be shown: " + b.found.Error()
}

// Words are the id of the text that says it of the recording with a name, and what to
// do, and the text's places.
func (b *BadRecording) Words(name string) (id string, places []any) {
	return "recording." + string(b.Why), []any{"File", name, "Fact", int(b.Fact)}
}

func (b *BadRecording) Unwrap() error { return b.found }

// ReadPacked reads the packed form. It takes anything without harm: what it
// returns is what is written there, be it sense or not; [Trace.Validate] judges
// that.
func ReadPacked(r io.Reader) (*Trace, error) {
	header := make([]byte, len(packedHeader))
	if _, err := io.ReadFull(r, header); err != nil || string(header) != packedHeader {
		if strings.HasPrefix(string(header), "timeslice recording ") {
			return nil, &BadRecording{Why: NewerRecording, found: fmt.Errorf("it begins with %q, not %q", header, packedHeader)}
		}
		return nil, &BadRecording{Why: NotRecording}
	}
	u := &unpacker{in: bufio.NewReader(io.LimitReader(flate.NewReader(r), packedBytes))}
	t := u.trace()
	if _, err := u.in.ReadByte(); !errors.Is(err, io.EOF) {
		u.fail("it goes on after its end, or its end is missing: %w", err)
	}
	if u.err != nil {
		return nil, &BadRecording{Why: u.kind(), found: u.err}
	}
	return t, nil
}

// unpacker reads numbers and texts; after the first error all are zero.
type unpacker struct {
	in    *bufio.Reader
	err   error
	newer bool // a later version knows what this one does not
}

// kind is what kind of fault the error is.
func (u *unpacker) kind() RecordingFault {
	switch {
	case u.newer:
		return NewerRecording
	case errors.Is(u.err, io.EOF), errors.Is(u.err, io.ErrUnexpectedEOF):
		return CutRecording
	}
	return DamagedRecording
}

func (u *unpacker) fail(problem string, parts ...any) {
	if u.err == nil {
		u.err = fmt.Errorf(problem, parts...)
	}
}

func (u *unpacker) number(low, top int64) int64 {
	if u.err != nil {
		return 0
	}
	n, err := binary.ReadVarint(u.in)
	switch {
	case err != nil:
		u.fail("it ends too early or holds a number of too many bytes: %w", err)
		return 0
	case n < low || n > top:
		u.fail("the number %d is not from %d to %d", n, low, top)
		return 0
	}
	return n
}

func (u *unpacker) text() string {
	length := u.number(0, packedString)
	var b strings.Builder
	if u.err == nil {
		if _, err := io.CopyN(&b, u.in, length); err != nil {
			u.fail("it ends in the middle of a text: %w", err)
		}
	}
	return b.String()
}

func (u *unpacker) trace() *Trace {
	var properties []Property
	for range u.number(0, packedProperties) {
		properties = append(properties, Property{Name: u.text(), Value: u.text()})
	}
	r := NewRecorder(properties...)
	for range u.number(0, packedStrings) {
		text := u.text()
		if _, known := r.number[text]; known && u.err == nil {
			u.fail("the text %q is there twice", text)
		}
		if u.err != nil {
			return nil
		}
		r.Intern(text)
	}
	kinds := u.codes(int(kindCount), func(i int) string { return Kind(i).String() })
	reasons := u.codes(int(reasonCount), func(i int) string { return Reason(i).String() })
	facts := u.facts(kinds, reasons)
	if u.err != nil {
		return nil
	}
	for i := range facts {
		r.Record(&facts[i])
	}
	for range u.number(0, textNumber) {
		u.log(r)
		if u.err != nil {
			return nil
		}
	}
	return r.Trace()
}

// codes reads names and returns, for each, the code that it has today. A code
// beyond all names is kept, as what it is may be a fault that somebody wants to see.
func (u *unpacker) codes(count int, name func(int) string) []int {
	known := map[string]int{}
	for i := range count {
		known[name(i)] = i
	}
	var codes []int
	for range u.number(0, math.MaxUint8+1) {
		text := u.text()
		code, found := known[text]
		if u.err == nil && !found {
			u.newer = true
			u.fail("%q is a kind or reason that this version does not know; a newer timeslice wrote it", text)
		}
		if u.err != nil {
			return nil
		}
		codes = append(codes, code)
	}
	return codes
}

// facts reads the columns. Room is made only as numbers come in, so that a false
// count costs nothing.
func (u *unpacker) facts(kinds, reasons []int) []Fact {
	count := u.number(0, textFacts)
	var facts []Fact
	for place, column := range packedColumns() {
		var before int64
		for i := range count {
			value := u.number(math.MinInt64, math.MaxInt64) + before // wraps round, as the difference did
			if u.err != nil {
				return nil
			}
			if column.delta {
				before = value
			}
			if value < column.low || value > column.top {
				u.fail("a fact holds %d, which is not from %d to %d", value, column.low, column.top)
				return nil
			}
			if place == 0 {
				facts = append(facts, Fact{})
			}
			column.set(&facts[i], FactID(i+1), value)
		}
	}
	for i := range facts {
		f := &facts[i]
		if int(f.Kind) < len(kinds) {
			f.Kind = Kind(kinds[f.Kind])
		}
		if int(f.Reason) < len(reasons) {
			f.Reason = Reason(reasons[f.Reason])
		}
		u.dense(f)
	}
	return facts
}

// dense refuses numbers for which nobody should have to make room.
func (u *unpacker) dense(f *Fact) {
	schema := f.Kind.Schema()
	for _, field := range [...]struct {
		role  Role
		value int64
	}{{schema.Object.Role, int64(f.Object)}, {schema.A.Role, f.A}, {schema.B.Role, f.B}} {
		switch field.role {
		case RoleThread, RoleProcess, RoleObject, RoleGroup:
			if field.value < 0 || field.value > textNumber {
				u.fail("there is no thread, process, object or group %d", field.value)
			}
		case RoleCore:
			if field.value < int64(NoCore) || field.value > textCore {
				u.fail("there is no core %d", field.value)
			}
		}
	}
}

func (u *unpacker) log(r *Recorder) {
	log := r.Lines(ThreadID(u.number(1, textNumber)))
	if !log.isEmpty() {
		u.fail("the lines of thread %d are there twice", log.thread)
	}
	var e LineEntry
	for range u.number(0, packedBytes) {
		e.CPUNs += u.number(0, math.MaxInt64-e.CPUNs)
		e.File += StringID(u.number(math.MinInt32, math.MaxInt32))
		e.Number += int(u.number(-mostLine, mostLine))
		if e.File < 0 || e.Number < 0 || e.Number > mostLine {
			u.fail("a thread came to line %d of file %d", e.Number, e.File)
		}
		if u.err != nil {
			return
		}
		log.Add(e.CPUNs, e.File, e.Number)
	}
}

// ReadRecording reads the packed form from anywhere, and checks that what it says
// keeps the rules of traces.
func ReadRecording(data []byte) (*Trace, error) {
	t, err := ReadPacked(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if faults := t.Faults(1); len(faults) > 0 {
		return nil, &BadRecording{Why: ContraryRecording, Fact: faults[0].Fact, found: &InvalidError{faults}}
	}
	return t, nil
}
