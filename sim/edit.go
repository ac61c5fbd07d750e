package sim

import (
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Edit is something that whoever watches a run changes at an instant, from outside
// the simulated computer. It is data, fixed before the run begins: a run with edits
// is another run, the same to the nanosecond until the first of them.
//
// An edit comes before everything else of its instant (rankEdit); edits of one
// instant come in their order. It is recorded as a fact, which is the cause of what
// comes of it; one that cannot be carried out when its time has come is followed by
// the error that says why.
type Edit struct {
	At      trace.Time
	Kind    EditKind
	Subject Subject
	// Value is the signal, the nice value, the size of the pool, or the core.
	Value int64
	Cores []trace.CoreID // of EditAffinity; none for all
}

// EditKind is what an edit changes.
type EditKind uint8

// The kinds of edit.
const (
	EditSignal     EditKind = iota // a signal comes to a process, as if root had sent it
	EditNice                       // the nice value of a thread, or of all of a process
	EditAffinity                   // likewise the cores that they may run on
	EditAddCore                    // a core comes
	EditRemoveCore                 // a core goes (CPU hotplug)
	EditPool                       // the thread pool of a Node process gets more threads
	EditDrop                       // a message that is under way is lost
	EditCrash                      // a process is ended by a segmentation fault; a worker thread by a full heap
)

// Subject is what an edit is about: by number, or by name, which is looked up when
// the edit is carried out.
type Subject struct {
	Sort SubjectSort
	ID   int32
	Name string // if it is not empty, ID does not count
}

// SubjectSort says what an edit is about.
type SubjectSort uint8

// What an edit can be about.
const (
	NoSubject SubjectSort = iota
	ProcessSubject
	ThreadSubject
	ObjectSubject
)

// reason is how the record calls a kind of edit.
func (k EditKind) reason() trace.Reason { return trace.ReasonEditSignal + trace.Reason(k) }

// String writes an edit without its instant, as scenarios and command lines do.
func (e *Edit) String() string {
	switch e.Kind {
	case EditSignal:
		return e.signalText()
	case EditNice:
		return "nice " + strconv.FormatInt(e.Value, 10) + " of " + e.Subject.String()
	case EditAffinity:
		return "affinity " + coresText(e.Cores) + " of " + e.Subject.String()
	case EditAddCore:
		return "add-core"
	case EditRemoveCore:
		return "remove-core " + strconv.FormatInt(e.Value, 10)
	case EditPool:
		return "pool " + strconv.FormatInt(e.Value, 10) + " of " + e.Subject.String()
	case EditDrop:
		return "drop " + e.Subject.String()
	}
	return "crash " + e.Subject.String()
}

func (e *Edit) signalText() string {
	switch s := Signal(e.Value); s {
	case SIGKILL:
		return "kill " + e.Subject.String()
	case SIGSTOP:
		return "stop " + e.Subject.String()
	case SIGCONT:
		return "continue " + e.Subject.String()
	default:
		return "kill " + e.Subject.String() + " " + strings.TrimPrefix(s.String(), "SIG")
	}
}

// Line writes an edit with its instant, exactly: "12.5ms kill 4".
func (e *Edit) Line() string { return exactTime(e.At) + " " + e.String() }

// exactTime writes an instant in the largest unit in which it is at least one,
// with as many digits as it takes.
func exactTime(at trace.Time) string {
	unit, name := int64(1), "ns"
	for _, larger := range []struct {
		of   int64
		name string
	}{{trace.Microsecond, "us"}, {trace.Millisecond, "ms"}, {trace.Second, "s"}} {
		if int64(at) >= larger.of {
			unit, name = larger.of, larger.name
		}
	}
	text := strconv.FormatInt(int64(at)/unit, 10)
	if rest := int64(at) % unit; rest > 0 {
		digits := strconv.FormatInt(unit+rest, 10)[1:]
		text += "." + strings.TrimRight(digits, "0")
	}
	return text + name
}

// String writes whom an edit is about: a name in quotes where it could be taken for
// something else.
func (s Subject) String() string {
	text := strconv.Itoa(int(s.ID))
	if s.Name != "" {
		text = nameText(s.Name)
	}
	if s.Sort == ThreadSubject {
		return "thread " + text
	}
	return text
}

func nameText(name string) string {
	plain := name != "thread" && !strings.ContainsAny(name, " \t\n,\"\\")
	if _, err := strconv.Atoi(name); plain && err != nil {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(name) + `"`
}

func coresText(cores []trace.CoreID) string {
	if len(cores) == 0 {
		return "all"
	}
	var words []string
	for _, core := range cores {
		words = append(words, strconv.Itoa(int(core)))
	}
	return strings.Join(words, ",")
}
