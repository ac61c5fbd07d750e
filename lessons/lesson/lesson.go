package lesson

import (
	"io/fs"
	"maps"

	"timeslice/assets/words"
)

// Lesson is a lesson as it was read.
type Lesson struct {
	Name    string // of its folder, such as "01-process"
	Minutes int    // about how long it takes
	Knobs   Knobs
	// Variants are the program on other machines, by the names by which
	// expressions refer to them.
	Variants []Variant
	Steps    []Step

	Main     string            // the file of Program that runs
	Program  map[string]string // the files, by path
	Solution map[string]string // what the task makes of some of them
	Expected string            // what real Node prints for the program; "" if it is a scenario

	folders fs.FS // where it was read
	titles  map[words.Language]Text
	pages   map[words.Language]bool // whose words have been read
	unread  *reader                 // reads those that are asked for; nil if all have been read
}

// In reports whether a lesson was read in these folders.
func (l *Lesson) In(folders fs.FS) bool { return l.folders == folders }

// PlanFile is what makes a folder a lesson.
const PlanFile = "lesson.yaml"

// read reads the words of a language, unless they have been.
func (l *Lesson) read(language words.Language) {
	if l.unread != nil && !l.pages[language] {
		l.unread.page(language)
	}
}

// head is the title and the summary in a language, for which not all of its words
// need be read.
func (l *Lesson) head(language words.Language) Text {
	if _, read := l.titles[language]; !read && l.unread != nil {
		l.unread.head(language)
	}
	return l.titles[language]
}

// Knobs are what a lesson sets of the machine; what is zero is as usual.
type Knobs struct {
	Cores   int    `yaml:"cores"`
	Policy  string `yaml:"policy"`
	Quantum string `yaml:"quantum"` // such as 5ms
	Pool    int    `yaml:"pool"`
	Seed    uint64 `yaml:"seed"`
	Until   string `yaml:"until"`
}

// Variant is the program on another machine.
type Variant struct {
	Name  string
	Knobs Knobs
}

// Step is a part of a lesson: what stands on one page of it.
type Step struct {
	ID        string
	Look      []Place
	At        *Expression // where the playhead goes, in ms; nil to let it be
	Variant   string      // which run is on the screen; "" for the lesson's own
	Questions []Question
	Task      *Task // what is to be changed in this step; nil for nothing

	lesson *Lesson
	pages  map[words.Language]page
}

// When is where the playhead goes, in ms of the run that the step shows: of this run
// the expression speaks where it names none.
func (s *Step) When(runs Runs) (float64, error) {
	seen := maps.Clone(runs)
	seen[""] = runs[s.Variant]
	return s.At.Number(seen)
}

// Question is asked in a step; its right answer is computed from the trace.
type Question struct {
	ID        string
	Sort      QuestionSort
	Answers   []Expression // of a number one, else one for each option
	Tolerance float64      // of a number: how far an answer may be off

	lesson *Lesson
	texts  map[words.Language]questionText
}

// QuestionSort is how a question is answered.
type QuestionSort uint8

// The sorts of questions.
const (
	Number QuestionSort = iota // by a number
	Choice                     // by one of the options
	Order                      // by the options in their order
)

// Task is what the learner changes in the program, so that something holds.
type Task struct {
	File  string
	Holds Expression
}

// Text is a piece of writing with a title.
type Text struct {
	Title  string
	Blocks []Block
}

type page struct {
	title  string
	blocks []Block
}

type questionText struct {
	ask     string
	options [][]Span
	explain []Block
}

// Title is what the lesson is called.
func (l *Lesson) Title(language words.Language) string { return l.head(language).Title }

// Summary is what it is about, in a sentence or two.
func (l *Lesson) Summary(language words.Language) []Block { return l.head(language).Blocks }

// Title is what a step is called.
func (s *Step) Title(language words.Language) string { return s.page(language).title }

// Text is what a step says.
func (s *Step) Text(language words.Language) []Block { return s.page(language).blocks }

func (s *Step) page(language words.Language) page {
	s.lesson.read(language)
	return s.pages[language]
}

// Ask is the question in words.
func (q *Question) Ask(language words.Language) string { return q.text(language).ask }

// Options are what can be chosen, or is to be put in order.
func (q *Question) Options(language words.Language) [][]Span { return q.text(language).options }

// Explain is what is said once the question has been answered.
func (q *Question) Explain(language words.Language) []Block { return q.text(language).explain }

func (q *Question) text(language words.Language) questionText {
	q.lesson.read(language)
	return q.texts[language]
}

// Notes are those of some blocks that are for whoever presents them, each as a
// text of its own.
func Notes(blocks []Block) []string {
	var all []string
	for i := range blocks {
		if b := &blocks[i]; b.Sort == Note {
			text := Plain(b.Spans)
			if b.Listed {
				text = "• " + text
			}
			all = append(all, text)
		}
	}
	return all
}
