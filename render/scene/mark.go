package scene

// Topic is a kind of thing that marks are about.
type Topic uint8

// The topics. What the number of a subject means depends on them.
const (
	Nothing Topic = iota // a control, a heading: it is about nothing in the trace
	OfMachine
	OfCore
	OfProcess
	OfThread
	OfFact
	OfItem   // an item in a queue of a Node process, by its number
	OfObject // a lock, a disk, a channel
	OfGroup
	OfLine // a line of code: ID is the file, Part the line
	OfTime // an instant, in nanoseconds
	OfRun  // a run or branch
	OfText // a lesson, an example, by its number
)

var topicNames = [...]string{"", "machine", "core", "process", "thread", "fact", "item", "object", "group", "line", "time", "run", "text"}

func (t Topic) String() string { return topicNames[t] }

// Subject is what a mark is about: a thing of the trace, by its number there.
type Subject struct {
	Topic Topic
	ID    int64
	Part  int64 // the part of it, such as the line of a file; 0 if the whole
}

// Role is what a mark is for somebody who does not see it.
type Role uint8

// The roles.
const (
	Group   Role = iota // holds other marks
	Item                // something that can be selected
	Button              // does something once
	Toggle              // is on or off
	Tab                 // one of several, shows its panel
	Slider              // is dragged
	Field               // takes text
	Reading             // is only read
)

var roleNames = [...]string{"group", "item", "button", "toggle", "tab", "slider", "field", "reading"}

func (r Role) String() string { return roleNames[r] }

// Condition is a set of what holds of a mark at the moment.
type Condition uint8

// The conditions.
const (
	Selected Condition = 1 << iota
	On                 // of a toggle
	Disabled           // nothing happens
	Focused
	Scrolls // its content moves under wheel and keys
)

// Command is what is to happen when a mark is used: a name that the app knows
// and, where it needs one, an argument. The mark's subject is what it happens to.
type Command struct {
	Name     string
	Argument int64
	Text     string
}

// Mark is a named box: what is at a place, what it is about, and what using it
// does. Hit testing, focus, the text for screen readers and the tests know of a
// picture only its marks.
type Mark struct {
	Box       Box
	Name      string // what it is, such as "core" or "play"; with the subject it is unique
	Subject   Subject
	Role      Role
	Condition Condition
	Command   Command
	Label     string // what is read out, in the user's language
	Hint      string // what a tip shows beside it, such as the key
	Clip      Box    // where it can be seen and hit
	Parent    int32  // the mark that encloses it in the layer, -1 if none
}

// Mark adds a mark.
func (l *Layer) Mark(m Mark) { l.mark(m) }

// Enclose adds a mark and puts those that draw adds inside it. Marks side by
// side in one enclosing mark must not overlap.
func (l *Layer) Enclose(m Mark, draw func()) {
	outer := l.open
	l.open = l.mark(m)
	draw()
	l.open = outer
}

func (l *Layer) mark(m Mark) int32 {
	m.Clip = m.Box.Intersect(l.clips[l.clip])
	m.Parent = l.open
	l.marks = append(l.marks, m)
	return int32(len(l.marks) - 1)
}

// Usable reports whether clicking the mark does something.
func (m *Mark) Usable() bool {
	return m.Condition&Disabled == 0 && (m.Command.Name != "" || m.Subject.Topic != Nothing)
}
