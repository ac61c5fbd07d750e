package trace

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// What ReadText accepts at most. Numbers of threads, processes, objects and
// groups are dense in a run, so larger ones are mistakes; refusing them keeps
// those who index by number from making room for them.
const (
	textLineBytes = 1 << 20
	textFacts     = 100_000_000
	textNumber    = 1<<24 - 1
	textCore      = 1<<10 - 1
)

// TextError is what is wrong in the text form of a trace, and where.
type TextError struct {
	Line, Column int // from 1; the column counts bytes
	Problem      string
}

func (e *TextError) Error() string {
	return fmt.Sprintf("trace text, line %d, column %d: %s", e.Line, e.Column, e.Problem)
}

// ReadText reads the text form that [Trace.WriteText] writes. It also takes
// what people write by hand: fact numbers may be left out, instants and
// lengths of time may use any unit from ns to s, and fields may come in any
// order. What it returns is what is written there, be it sense or not;
// [Trace.Validate] judges that.
//
// Errors are of type *TextError, or come from r.
func ReadText(r io.Reader) (*Trace, error) {
	reader := newTextReader()
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 1<<16), textLineBytes)
	for lines.Scan() {
		reader.line++
		if err := reader.read(lines.Text()); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		reader.line++
		return nil, reader.faultAt(0, "the line is longer than %d bytes; no trace needs that", textLineBytes)
	} else if err != nil {
		return nil, fmt.Errorf("trace text: %w", err)
	}
	if reader.line == 0 {
		reader.line = 1
		return nil, reader.faultAt(0, "there is nothing; the first line must be %q", textHeader)
	}
	return reader.finish(), nil
}

// textReader reads the lines of a trace's text form.
type textReader struct {
	recorder   *Recorder
	properties []Property
	kinds      map[string]Kind
	reasons    map[string]Reason
	sources    map[string]Source
	line       int
	text       string // the line
	at         int    // how far it is read
}

func newTextReader() *textReader {
	r := &textReader{
		recorder: NewRecorder(),
		kinds:    make(map[string]Kind), reasons: make(map[string]Reason), sources: make(map[string]Source),
	}
	for k := Kind(0); k < kindCount; k++ {
		r.kinds[k.String()] = k
	}
	for reason := Reason(0); reason < reasonCount; reason++ {
		r.reasons[reason.String()] = reason
	}
	for s := range sourceNames {
		r.sources[Source(s).String()] = Source(s)
	}
	return r
}

func (r *textReader) finish() *Trace {
	t := r.recorder.Trace()
	t.properties = r.properties
	return t
}

func (r *textReader) faultAt(at int, problem string, parts ...any) error {
	return &TextError{Line: r.line, Column: at + 1, Problem: fmt.Sprintf(problem, parts...)}
}

// read reads one line.
func (r *textReader) read(line string) error {
	r.text, r.at = line, 0
	if r.line == 1 {
		return r.header()
	}
	r.skip()
	if r.done() {
		return nil
	}
	start := r.at
	switch word := r.word(); word {
	case "property":
		return r.property(start)
	case "string":
		return r.intern(start)
	case wordLines:
		return r.lines()
	default:
		return r.fact(start, word)
	}
}

func (r *textReader) header() error {
	if strings.TrimRight(r.text, " \t\r") != textHeader {
		return r.faultAt(0, "the first line must be %q", textHeader)
	}
	return nil
}

// property reads the rest of a line such as: property cores "2".
func (r *textReader) property(start int) error {
	if r.recorder.Len() > 0 {
		return r.faultAt(start, "a property stands after a fact; properties come before all facts")
	}
	name, err := r.wordOrString("the property's name")
	if err != nil {
		return err
	}
	value, err := r.string("the property's value")
	if err != nil {
		return err
	}
	r.properties = append(r.properties, Property{Name: name, Value: value})
	return r.rest()
}

// intern reads the rest of a line such as: string "worker".
func (r *textReader) intern(start int) error {
	if r.recorder.Len() > 0 {
		return r.faultAt(start, "a string stands after a fact; the string table comes before all facts")
	}
	text, err := r.string("the string")
	if err != nil {
		return err
	}
	if _, known := r.recorder.number[text]; known {
		return r.faultAt(start, "the string %q is in the table already; each stands there once, and the empty one never", text)
	}
	r.recorder.Intern(text)
	return r.rest()
}

// lines reads the rest of a line such as: lines thread=2 file="a.js" 0:1 +100:2.
func (r *textReader) lines() error {
	var thread, file int64
	var err error
	for _, field := range [...]string{fieldThread, fieldFile} {
		r.skip()
		start := r.at
		if word := r.word(); word != field || r.done() || r.text[r.at] != '=' {
			return r.faultAt(start, "here must stand %s=, as in: lines thread=2 file=\"a.js\" 0:1 +100:2", field)
		}
		r.at++
		if field == fieldThread {
			thread, err = r.number(field, 1, textNumber)
		} else {
			file, err = r.general(Field{fieldFile, RoleString}, field, 0, math.MaxInt32)
		}
		if err != nil {
			return err
		}
	}
	log := r.recorder.Lines(ThreadID(thread))
	for r.skip(); !r.done(); r.skip() {
		if err := r.entry(log, StringID(file)); err != nil {
			return err
		}
	}
	return nil
}

// entry reads a point of CPU time and the line there, such as +100:2.
func (r *textReader) entry(log *LineLog, file StringID) error {
	start := r.at
	from := int64(0)
	if r.text[r.at] == '+' {
		r.at++
		from = log.last.CPUNs
	}
	ns, err := r.number("CPU time", 0, math.MaxInt64-from)
	if err != nil {
		return err
	}
	if r.done() || r.text[r.at] != ':' {
		return r.faultAt(start, "here must stand a point of CPU time in ns and a line, as in +100:2")
	}
	r.at++
	number, err := r.number("line", 0, mostLine)
	if err != nil {
		return err
	}
	if from+ns < log.last.CPUNs {
		return r.faultAt(start, "%d ns of CPU time is before %d ns, where the thread was already", from+ns, log.last.CPUNs)
	}
	log.Add(from+ns, file, int(number))
	return nil
}

// fact reads the rest of a line whose first word is given: the fact's number
// or its instant.
func (r *textReader) fact(start int, word string) error {
	if r.recorder.Len() >= textFacts {
		return r.faultAt(start, "there are more than %d facts", textFacts)
	}
	if isDigits(word) {
		if want := strconv.Itoa(r.recorder.Len() + 1); word != want {
			return r.faultAt(start, "the fact's number is %s but this is fact %s; correct it, or leave the numbers out", word, want)
		}
		r.skip()
		start, word = r.at, r.word()
	}
	at, problem := parseLength(word)
	if problem != "" {
		return r.faultAt(start, "the fact's instant: %s", problem)
	}
	r.skip()
	start = r.at
	kind, err := r.kind(start, r.word())
	if err != nil {
		return err
	}
	f := Fact{Time: Time(at), Kind: kind, Core: NoCore}
	if err := r.fields(&f); err != nil {
		return err
	}
	r.recorder.Add(f)
	return nil
}

func (r *textReader) kind(start int, name string) (Kind, error) {
	if k, known := r.kinds[name]; known {
		return k, nil
	}
	if code, ok := parseCode(name, "kind-"); ok {
		return Kind(code), nil
	}
	if name == "" {
		return KindNone, r.faultAt(start, "here must stand the kind of the fact, such as ready")
	}
	var names []string
	for k := KindNone; k < kindCount; k++ {
		names = append(names, k.String())
	}
	return KindNone, r.faultAt(start, "there is no kind of fact %s", unknownWord(name, names))
}

// The places a field can fill, as bits.
const (
	filledThread = 1 << iota
	filledCore
	filledObject
	filledA
	filledB
	filledReason
	filledCause
	filledSource
)

// fields reads the fields of a fact up to the end of the line.
func (r *textReader) fields(f *Fact) error {
	schema := f.Kind.Schema()
	filled := 0
	for {
		r.skip()
		if r.done() {
			return nil
		}
		start := r.at
		name := r.word()
		if name == "" {
			return r.faultAt(start, "here must stand a field, written name=value, or the end of the line")
		}
		if r.done() || r.text[r.at] != '=' {
			return r.faultAt(r.at, "%q is followed by no value; a field is written name=value", name)
		}
		r.at++
		place, err := r.value(f, &schema, start, name)
		if err != nil {
			return err
		}
		if filled&place != 0 {
			return r.faultAt(start, "the field %q stands there twice", name)
		}
		filled |= place
	}
}

// value reads the value of the field called name, puts it into its place in
// the fact, and says which place that is.
func (r *textReader) value(f *Fact, schema *Schema, start int, name string) (place int, err error) {
	var value int64
	switch name {
	case fieldThread:
		value, err = r.number(name, 0, textNumber)
		f.Thread = ThreadID(value)
		return filledThread, err
	case fieldCore:
		value, err = r.number(name, 0, textCore)
		f.Core = CoreID(value)
		return filledCore, err
	case fieldReason:
		f.Reason, err = r.reason()
		return filledReason, err
	case fieldCause:
		value, err = r.number(name, 0, math.MaxInt32)
		f.Cause = FactID(value)
		return filledCause, err
	case fieldSource:
		f.Source, err = r.source()
		return filledSource, err
	case fieldOr(schema.Object, fieldRawObject):
		value, err = r.general(schema.Object, name, math.MinInt32, math.MaxInt32)
		f.Object = int32(value)
		return filledObject, err
	case fieldOr(schema.A, fieldRawA):
		f.A, err = r.general(schema.A, name, math.MinInt64, math.MaxInt64)
		return filledA, err
	case fieldOr(schema.B, fieldRawB):
		f.B, err = r.general(schema.B, name, math.MinInt64, math.MaxInt64)
		return filledB, err
	}
	names := schema.fieldNames()
	if nearestWord(name, names) != "" {
		return 0, r.faultAt(start, "%s has no field %s", f.Kind, unknownWord(name, names))
	}
	return 0, r.faultAt(start, "%s has no field %s; it has %s", f.Kind, unknownWord(name, nil), strings.Join(names, ", "))
}

// fieldNames lists the fields that a fact of the kind should have.
func (s *Schema) fieldNames() []string {
	names := []string{fieldThread, fieldCore}
	for _, field := range [...]Field{s.Object, s.A, s.B} {
		if field.Name != "" {
			names = append(names, field.Name)
		}
	}
	return append(names, fieldReason, fieldCause, fieldSource)
}

func fieldOr(field Field, raw string) string {
	if field.Name == "" {
		return raw
	}
	return field.Name
}

// general reads the value of one of the general fields by its role.
func (r *textReader) general(field Field, name string, low, high int64) (int64, error) {
	switch field.Role {
	case RoleNanoseconds, RoleInstant:
		start := r.at
		ns, problem := parseLength(r.word())
		if problem != "" {
			return 0, r.faultAt(start, "%s: %s", name, problem)
		}
		return ns, nil
	case RoleString:
		// What stands for a string that there is not is its number.
		if r.done() || !isDigits(r.text[r.at:r.at+1]) && r.text[r.at] != '-' {
			text, err := r.string(name)
			return int64(r.recorder.Intern(text)), err
		}
	case RoleThread, RoleProcess, RoleObject, RoleGroup:
		low, high = 0, textNumber
	case RoleCore:
		if strings.HasPrefix(r.text[r.at:], "none") {
			r.at += len("none")
			return int64(NoCore), nil
		}
		low, high = 0, textCore
	}
	return r.number(name, low, high)
}

func (r *textReader) number(name string, low, high int64) (int64, error) {
	start := r.at
	word := r.word()
	value, err := strconv.ParseInt(word, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return 0, r.faultAt(start, "%s: %q is not a whole number", name, word)
	case err != nil || value < low || value > high:
		return 0, r.faultAt(start, "%s: %s is not from %d to %d", name, word, low, high)
	}
	return value, nil
}

func (r *textReader) reason() (Reason, error) {
	start := r.at
	name := r.word()
	if reason, known := r.reasons[name]; known {
		return reason, nil
	}
	if code, ok := parseCode(name, "reason-"); ok {
		return Reason(code), nil
	}
	return ReasonNone, r.faultAt(start, "there is no reason %s", unknownWord(name, reasonNames[:]))
}

func (r *textReader) source() (Source, error) {
	start := r.at
	name := r.word()
	if source, known := r.sources[name]; known {
		return source, nil
	}
	if code, ok := parseCode(name, "source-"); ok {
		return Source(code), nil
	}
	return Simulated, r.faultAt(start, "there is no source %s", unknownWord(name, sourceNames[:]))
}

// skip goes over blanks, and over the rest of the line if it is a comment.
func (r *textReader) skip() {
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\t' || r.text[r.at] == '\r') {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '#' {
		r.at = len(r.text)
	}
}

func (r *textReader) done() bool { return r.at == len(r.text) }

// rest makes sure that nothing more stands on the line.
func (r *textReader) rest() error {
	if r.skip(); !r.done() {
		return r.faultAt(r.at, "nothing may follow here but a comment")
	}
	return nil
}

// word takes what follows up to a byte that no word has, which may be nothing.
func (r *textReader) word() string {
	start := r.at
	for r.at < len(r.text) && isWordByte(r.text[r.at]) {
		r.at++
	}
	return r.text[start:r.at]
}

func (r *textReader) wordOrString(what string) (string, error) {
	r.skip()
	if word := r.word(); word != "" {
		return word, nil
	}
	return r.string(what)
}

// string takes a string in double quotes, written as in Go.
func (r *textReader) string(what string) (string, error) {
	r.skip()
	quoted, err := strconv.QuotedPrefix(r.text[r.at:])
	if err != nil || quoted[0] != '"' {
		return "", r.faultAt(r.at, "%s must be a string in double quotes, written as in Go", what)
	}
	text, err := strconv.Unquote(quoted)
	if err != nil {
		return "", r.faultAt(r.at, "%s: %s is not a string as Go writes it", what, quoted)
	}
	r.at += len(quoted)
	return text, nil
}

func isDigits(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return word != ""
}

// parseCode reads the name of a code that has no name of its own, such as
// kind-200.
func parseCode(name, prefix string) (uint8, bool) {
	digits, found := strings.CutPrefix(name, prefix)
	code, err := strconv.ParseUint(digits, 10, 8)
	return uint8(code), found && err == nil
}

// parseLength reads an instant or a length of time, such as 1.5ms, exactly.
// If it cannot, it says why.
func parseLength(word string) (ns int64, problem string) {
	if word == "never" {
		return int64(Never), ""
	}
	digits, negative := strings.CutPrefix(word, "-")
	for _, unit := range lengthUnits() {
		number, found := strings.CutSuffix(digits, unit.name)
		if !found || number == "" || !isDigits(number[len(number)-1:]) {
			continue
		}
		return parseDecimal(number, unit, negative)
	}
	return 0, fmt.Sprintf("%q is not a time; write a number and one of s, ms, us, ns, such as 1.5ms", word)
}

// parseDecimal reads a number of units as nanoseconds.
func parseDecimal(number string, unit lengthUnit, negative bool) (int64, string) {
	whole, fraction, _ := strings.Cut(number, ".")
	limit := uint64(math.MaxInt64)
	if negative {
		limit++
	}
	if !isDigits(whole) || fraction != "" && !isDigits(fraction) {
		return 0, fmt.Sprintf("%q is not a number", number)
	}
	units, err := strconv.ParseUint(whole, 10, 64)
	if err != nil || units > limit/unit.ns {
		return 0, number + unit.name + " is longer than a time can be"
	}
	ns, worth := units*unit.ns, unit.ns
	for i := 0; i < len(fraction); i++ {
		worth /= 10
		if worth == 0 && fraction[i] != '0' {
			return 0, number + unit.name + " is finer than a nanosecond"
		}
		ns += uint64(fraction[i]-'0') * worth
	}
	if ns > limit {
		return 0, number + unit.name + " is longer than a time can be"
	}
	if negative {
		return int64(-ns), ""
	}
	return int64(ns), ""
}
