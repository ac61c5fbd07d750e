package sentence

import (
	"strconv"
	"strings"

	"timeslice/assets/words"
	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// Teller tells about traces in one language. It keeps what it has read of the
// catalogue, and is for one goroutine.
type Teller struct {
	words    *words.Words
	book     *names.Book
	patterns map[patternKey]*pattern
	last     lastWhy
}

// lastWhy is the last chain of causes that was asked for. Who looks at one thread
// while time passes asks for the same again and again; to find out among whom was
// chosen costs more than all the rest.
type lastWhy struct {
	trace *trace.Trace
	facts trace.FactID
	on    bool // the last fact is of the very instant
	who   trace.ThreadID
	chain []trace.Because
}

// why is how a thread came to what it does in a state.
func (l *Teller) why(t *trace.Trace, s *trace.State, who trace.ThreadID) []trace.Because {
	on := s.Facts > trace.NoFact && t.Fact(s.Facts).Time == s.At
	if w := &l.last; w.trace != t || w.facts != s.Facts || w.on != on || w.who != who {
		*w = lastWhy{t, s.Facts, on, who, t.WhyIn(s, who)}
	}
	return l.last.chain
}

// New returns a teller who calls everybody by the names of a book. The book
// must know the facts that are told.
func New(say *words.Words, book *names.Book) *Teller {
	return &Teller{words: say, book: book, patterns: map[patternKey]*pattern{}}
}

// Words returns the words that the teller uses.
func (l *Teller) Words() *words.Words { return l.words }

// at is a teller who calls everybody as they were called after a fact.
func (l *Teller) at(fact trace.FactID) dated { return dated{l, fact} }

// dated says who is who after a fact.
type dated struct {
	*Teller
	fact trace.FactID
}

func (l dated) thread(place string, id trace.ThreadID) value {
	return link(place, l.book.ThreadAt(id, l.fact), names.ThreadRef(id))
}

func (l dated) process(place string, id trace.ProcessID) value {
	return link(place, l.book.ProcessAt(id, l.fact), names.ProcessRef(id))
}

func (l *Teller) core(place string, id trace.CoreID) value {
	return link(place, strconv.Itoa(int(id)), names.CoreRef(id))
}

// object is what sort of wait object it is and its name: "lock L".
func (l *Teller) object(place string, id trace.ObjectID) value {
	return nested(place, l.Object(id))
}

// Object says what a wait object is, with its name: "lock L".
func (l *Teller) Object(id trace.ObjectID) Sentence {
	if s, is := stdioOf(l.book.Object(id)); is && l.book.Sort(id) == trace.ReasonSocketPair {
		return l.say("sentence.stdio."+s.stream+"."+s.reader, link("Name", s.child, names.ObjectRef(id)), number("Number", s.number))
	}
	return l.say("sentence.object."+l.sortOf(id), link("Name", l.book.Object(id), names.ObjectRef(id)))
}

func (l *Teller) sortOf(id trace.ObjectID) string {
	switch sort := l.book.Sort(id); sort {
	case trace.ReasonMutex, trace.ReasonConditionVariable, trace.ReasonSemaphoreObject, trace.ReasonFutexWord,
		trace.ReasonPipe, trace.ReasonSocketPair, trace.ReasonListener, trace.ReasonSocket,
		trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited, trace.ReasonDatagramSocket,
		trace.ReasonPollSet, trace.ReasonEventCounter, trace.ReasonFile:
		return sort.String()
	}
	return "other"
}

func (l *Teller) group(place string, id trace.GroupID) value {
	return nested(place, l.say("sentence.group", link("Group", strconv.Itoa(int(id)), names.GroupRef(id))))
}

// item says what an item is: "setTimeout #4 (hash.js:12)".
func (l *Teller) item(place string, process trace.ProcessID, number int64, what string) value {
	return nested(place, l.Item(process, number, what))
}

// Item says what an item of a process's queues is, such as
// "setTimeout #4 (hash.js:12)": the number tells apart what one line made. what
// is as the trace has it.
func (l *Teller) Item(process trace.ProcessID, number int64, what string) Sentence {
	call, file, line := names.SplitWhat(what)
	ref := names.ItemRef(process, number)
	count := "#" + strconv.FormatInt(number, 10)
	switch {
	case call == "":
		return l.say("sentence.item", link("Call", count, ref))
	case file == "":
		return l.say("sentence.item", link("Call", l.task(call), ref))
	}
	return l.say("sentence.item-at", link("Call", call+" "+count, ref),
		link("Place", file+":"+strconv.Itoa(line), names.LineRef(file, line)))
}

// task says in the reader's language what has no name in the script: what V8's
// threads work on, and what Node itself calls.
func (l *Teller) task(call string) string {
	switch call {
	case "scavenge", "mark-compact", "sweeping":
		return l.words.Say("sentence.task." + call)
	case "concurrent marking":
		return l.words.Say("sentence.task.concurrent-marking")
	case "native immediates":
		return l.words.Say("sentence.task.native-immediates")
	case "end of timers":
		return l.words.Say("sentence.task.end-of-timers")
	}
	return call
}

func number(place string, n int64) value { return text(place, strconv.FormatInt(n, 10)) }

func length(place string, ns int64) value { return text(place, Length(ns)) }

func bytes(place string, n int64) value { return text(place, Bytes(n)) }

func instant(place string, at trace.Time) value {
	return link(place, Instant(at), names.InstantRef(at))
}

// known is the instant a fact gives; false if it says that there is none.
func known(at int64) (trace.Time, bool) {
	return trace.Time(at), at > 0 && trace.Time(at) != trace.Never
}

// longestQuote is how many characters of what a program printed are said.
const longestQuote = 120

// Quote is what a program printed, on one line and not too long.
func Quote(printed string) string {
	printed = strings.TrimRight(printed, "\r\n")
	var out strings.Builder
	count := 0
	for _, r := range printed {
		if count++; count > longestQuote {
			out.WriteString("…")
			break
		}
		switch {
		case r == '\n':
			out.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
			out.WriteByte(' ')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
