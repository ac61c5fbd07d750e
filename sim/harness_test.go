package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// The stories under testdata are run by this harness. A story's input is a
// line for each process, or for a program that others start:
//
//	run cores=2 preset=laptop show=(process signal)
//	A: cpu 2ms; fork; cpu 1ms; wait; result
//	B at 1ms: kill A TERM
//	program helper: cpu 1ms; exit 3
//	----
//	(the facts, one a line)
//
// Operations are separated by semicolons; "3*op" is op three times; "forever"
// at the end begins again. "result" prints what the operation before gave. A
// second line for a process, "A/worker: …", is another thread of it.
//
// show picks the kinds of fact that are printed, by the words in shownKinds or
// by their names; all by default.

// operations is what a word in a story means. Files that test other parts of
// the machine add tables of their own to storyOperations.
type operations map[string]func(s *story, args []string) Operation

// storyOperations are the tables in which a story's words are looked up.
func storyOperations() []operations {
	return []operations{basicOperations(), processOperations(), objectOperations(), descriptorOperations()}
}

func basicOperations() operations {
	return operations{
		"cpu":   func(s *story, args []string) Operation { return &Compute{Ns: s.duration(args[0])} },
		"sleep": func(s *story, args []string) Operation { return &Sleep{Ns: s.duration(args[0])} },
		"io":    func(s *story, args []string) Operation { return &Transfer{Ns: s.duration(args[0])} },
		"yield": func(*story, []string) Operation { return Yield{} },
		"print": func(_ *story, args []string) Operation {
			return &Print{Descriptor: 1, Text: strings.Join(args, " ")}
		},
		"result": func(*story, []string) Operation { return tellResult{} },
	}
}

// tellResult prints what the operation before gave.
type tellResult struct{}

func (tellResult) CPUNs(*Machine, *Thread) int64 { return 0 }

func (tellResult) Do(m *Machine, t *Thread) Progress {
	text := fmt.Sprintf("gives %d", t.Result)
	if t.Errno != 0 {
		text = fmt.Sprintf("fails with %s", t.Errno)
	}
	if t.Status != (Status{}) {
		text += fmt.Sprintf(", status %d", t.Status.Shell())
		t.Status = Status{}
	}
	return (&Print{Descriptor: 1, Text: text}).Do(m, t)
}

// list is a program that carries out a list of operations.
type list struct {
	operations []Operation
	forever    bool
	next       int
}

func (l *list) Next(*Thread) Operation {
	if l.next == len(l.operations) && l.forever {
		l.next = 0
	}
	if l.next == len(l.operations) {
		return nil
	}
	l.next++
	return l.operations[l.next-1]
}

func (l *list) Fork() Program {
	copied := *l
	return &copied
}

// story is one machine that a story's lines set up.
type story struct {
	t        *testing.T
	machine  *Machine
	specs    []*ProcessSpec // in the order they are told
	programs map[string]*ProcessSpec
	objects  map[string]trace.ObjectID
	groups   map[string]*MemoryGroup
	shown    []string
}

// runStories runs the stories of a file.
func runStories(t *testing.T, path string) {
	datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
		require.Equal(t, "run", d.Cmd, d.Pos)
		s := newStory(t, d)
		s.read(d.Input)
		record := s.machine.Run()
		require.NoError(t, record.Validate(), d.Pos)
		return s.tell(record)
	})
}

func newStory(t *testing.T, d *datadriven.TestData) *story {
	s := &story{
		t: t, programs: map[string]*ProcessSpec{}, objects: map[string]trace.ObjectID{},
		groups: map[string]*MemoryGroup{},
	}
	config := Config{}
	cores, policy, preset, quantum := 1, "rr", "textbook", ""
	for _, arg := range d.CmdArgs {
		value := strings.Join(arg.Vals, " ")
		switch arg.Key {
		case "cores":
			cores = s.number(value)
		case "policy":
			policy = value
		case "quantum":
			quantum = value
		case "preset":
			preset = value
		case "ram":
			config.MemoryBytes = s.size(value)
		case "until":
			config.Limits.Until = trace.Time(s.duration(value))
		case "processes":
			config.Limits.Processes = s.number(value)
		case "threads":
			config.Limits.Threads = s.number(value)
		case "at-once":
			config.Limits.DeedsAtOnce = s.number(value)
		case "channels":
			config.Limits.ChannelBytes = s.size(value)
		case "input":
			config.Input = func() []byte { return []byte(value) }
		case "show":
			s.shown = strings.Fields(value)
		default:
			t.Fatalf("%s: unknown argument %q", d.Pos, arg.Key)
		}
	}
	found, ok := FindPreset(preset)
	require.True(t, ok, preset)
	config.Costs = found.Costs
	config.Scheduler = scheduler.Defaults(policy, cores)
	config.Scheduler.QuantumNs = 10 * trace.Millisecond
	if quantum != "" {
		config.Scheduler.QuantumNs = s.duration(quantum)
	}
	machine, err := New(config)
	require.NoError(t, err)
	s.machine = machine
	return s
}

// read sets the machine up as the lines of a story say. Names are known from
// the first line on, so that a program can be told after it is used.
func (s *story) read(input string) {
	type told struct {
		spec *ProcessSpec
		name string // of the thread
		text string
	}
	var all []told
	for _, line := range strings.Split(input, "\n") {
		head, text, ok := strings.Cut(line, ":")
		require.True(s.t, ok, "a story's line is NAME: OPERATIONS, not %q", line)
		if s.setUp(strings.Fields(head), strings.TrimSpace(text)) {
			continue
		}
		spec, thread := s.process(strings.Fields(head))
		all = append(all, told{spec, thread, text})
		spec.Threads = append(spec.Threads, ThreadSpec{Name: thread})
	}
	threads := map[*ProcessSpec]int{}
	for _, one := range all {
		one.spec.Threads[threads[one.spec]].Program = s.program(one.text)
		threads[one.spec]++
	}
	for _, spec := range s.specs {
		s.machine.Start(spec)
	}
}

// setUp carries out a line that makes something other than a process, and
// reports whether it was one.
func (s *story) setUp(head []string, text string) bool {
	if len(head) != 2 {
		return false
	}
	for _, makes := range storyObjects() {
		if make, ok := makes[head[0]]; ok {
			make(s, head[1], strings.Fields(text))
			return true
		}
	}
	return false
}

// makers is what a line "SORT NAME: ARGUMENTS" makes before the run.
type makers map[string]func(s *story, name string, args []string)

// storyObjects are the tables in which such a line is looked up.
func storyObjects() []makers {
	return []makers{objectMakers(), {
		"memory-group": func(s *story, name string, args []string) {
			s.groups[name] = &MemoryGroup{Name: name, LimitBytes: s.size(args[0])}
		},
	}}
}

// process returns what a line's head speaks of: "A", "A at 3ms", "A memory
// 4MiB", "A group G", "A user bob", "A reads P", "A/worker", "program helper".
func (s *story) process(head []string) (spec *ProcessSpec, thread string) {
	program := head[0] == "program"
	if program {
		head = head[1:]
	}
	name, thread, more := strings.Cut(head[0], "/")
	if more {
		for _, spec := range append(slices.Clone(s.specs), s.programs[name]) {
			if spec != nil && spec.Name == name {
				return spec, thread
			}
		}
		s.t.Fatalf("a thread of %q, which has not been told of", name)
	}
	spec = &ProcessSpec{Name: name}
	for head = head[1:]; len(head) > 1; head = head[2:] {
		switch head[0] {
		case "at":
			spec.At = trace.Time(s.duration(head[1]))
		case "memory":
			spec.MemoryBytes = s.size(head[1])
		case "group":
			spec.MemoryGroup = s.groups[head[1]]
		case "user":
			spec.User = head[1]
		case "reads", "writes", "has":
			s.gives(spec, head[0], head[1])
		default:
			s.t.Fatalf("unknown word %q", head[0])
		}
	}
	if program {
		s.programs[name] = spec
	} else {
		s.specs = append(s.specs, spec)
	}
	return spec, name
}

func (s *story) program(text string) Program {
	l := &list{}
	for _, part := range strings.Split(text, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		if words[0] == "forever" {
			l.forever = true
			break
		}
		count := 1
		if times, word, ok := strings.Cut(words[0], "*"); ok {
			count, words[0] = s.number(times), word
		}
		for range count {
			l.operations = append(l.operations, s.operation(words))
		}
	}
	return l
}

func (s *story) operation(words []string) Operation {
	for _, table := range storyOperations() {
		if build, ok := table[words[0]]; ok {
			return build(s, words[1:])
		}
	}
	s.t.Fatalf("unknown operation %q", words[0])
	return nil
}

func (s *story) duration(text string) int64 {
	d, err := time.ParseDuration(text)
	require.NoError(s.t, err)
	return int64(d)
}

func (s *story) number(text string) int {
	n, err := strconv.Atoi(text)
	require.NoError(s.t, err)
	return n
}

func (s *story) size(text string) int64 {
	for _, unit := range []struct {
		name string
		size int64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"B", 1}} {
		if digits, ok := strings.CutSuffix(text, unit.name); ok {
			return int64(s.number(digits)) * unit.size
		}
	}
	return int64(s.number(text))
}

// shownKinds are words for several kinds of fact.
func shownKinds() map[string][]trace.Kind {
	return map[string][]trace.Kind{
		"process": {
			trace.KindProcessStart, trace.KindProcessExec, trace.KindProcessExit,
			trace.KindProcessReap, trace.KindProcessAdopt,
		},
		"state": {
			trace.KindThreadStart, trace.KindReady, trace.KindDispatch, trace.KindRenew, trace.KindPreempt,
			trace.KindBlock, trace.KindStop, trace.KindThreadExit,
		},
		"signal": {trace.KindSignal, trace.KindDeliver},
		"memory": {trace.KindMemory, trace.KindCopyOnWrite, trace.KindOutOfMemory},
		"output": {trace.KindOutput, trace.KindError},
		"socket": {
			trace.KindBind, trace.KindListen, trace.KindConnect, trace.KindAccept, trace.KindShut, trace.KindReset, trace.KindDrop,
		},
	}
}

func (s *story) shows(kind trace.Kind) bool {
	if len(s.shown) == 0 || kind == trace.KindEnd {
		return true
	}
	for _, word := range s.shown {
		if word == kind.String() || slices.Contains(shownKinds()[word], kind) {
			return true
		}
	}
	return false
}

// bootFacts are the facts that make init, which no story tells.
const bootFacts = 3

// tell prints the facts of a run, one a line.
func (s *story) tell(record *trace.Trace) string {
	var b strings.Builder
	names := map[int32]string{int32(trace.InitProcess): "init"}
	objects := map[int32]string{}
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		f := record.Fact(id)
		switch f.Kind {
		case trace.KindProcessStart, trace.KindProcessExec:
			names[f.Object] = nameAndNumber(record.Text(trace.StringID(f.B)), f.Object)
		case trace.KindThreadStart:
			if text := record.Text(trace.StringID(f.B)); names[int32(f.Thread)] == "" && text != "" {
				names[int32(f.Thread)] = nameAndNumber(text, int32(f.Thread))
			}
		case trace.KindObject:
			objects[f.Object] = record.Text(trace.StringID(f.B))
		case trace.KindBind:
			if objects[f.Object] == "" {
				objects[f.Object] = record.Text(trace.StringID(f.B))
			}
		}
		if id > bootFacts && s.shows(f.Kind) {
			fmt.Fprintf(&b, "%8s  %-8s %s\n", instant(f.Time), names[int32(f.Thread)], describe(record, &f, names, objects))
		}
	}
	return b.String()
}

// nameAndNumber names a process or thread so that two of one name differ.
func nameAndNumber(name string, number int32) string { return fmt.Sprintf("%s.%d", name, number) }

func instant(at trace.Time) string {
	text := strconv.FormatFloat(float64(at)/float64(trace.Millisecond), 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// describe is a fact in words: its kind, its fields by name, its reason.
func describe(record *trace.Trace, f *trace.Fact, names, objects map[int32]string) string {
	schema := f.Kind.Schema()
	text := schema.Name
	if f.Core != trace.NoCore {
		text += fmt.Sprintf(" core%d", f.Core)
	}
	for _, field := range []struct {
		trace.Field
		value int64
	}{{schema.Object, int64(f.Object)}, {schema.A, f.A}, {schema.B, f.B}} {
		value := ""
		switch field.Role {
		case trace.RoleNone:
			continue
		case trace.RoleThread, trace.RoleProcess:
			value = names[int32(field.value)]
		case trace.RoleObject:
			value = objects[int32(field.value)]
		case trace.RoleString:
			value = strconv.Quote(record.Text(trace.StringID(field.value)))
		case trace.RoleSignal:
			if field.value != 0 {
				value = Signal(field.value).String()
			}
		case trace.RoleInstant, trace.RoleNanoseconds:
			if field.value != 0 {
				value = instant(trace.Time(field.value)) + "ms"
			}
		case trace.RoleBytes:
			value = bytesText(field.value)
		default:
			if field.value != 0 || field.Name == "code" {
				value = strconv.FormatInt(field.value, 10)
			}
		}
		if value != "" {
			text += " " + field.Name + "=" + value
		}
	}
	if f.Reason != trace.ReasonNone {
		text += " (" + f.Reason.String() + ")"
	}
	return text
}

func bytesText(bytes int64) string {
	switch {
	case bytes != 0 && bytes%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", bytes>>20)
	case bytes != 0 && bytes%(1<<10) == 0:
		return fmt.Sprintf("%dKiB", bytes>>10)
	}
	return strconv.FormatInt(bytes, 10)
}
