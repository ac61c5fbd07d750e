package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/terminal"
)

// lessonsCommand is everything about lessons.
type lessonsCommand struct {
	List   lessonsList   `cmd:"" help:"cli.help.lessons-list"`
	Show   lessonsShow   `cmd:"" help:"cli.help.lessons-show"`
	Check  lessonsCheck  `cmd:"" help:"cli.help.lessons-check"`
	Record lessonsRecord `cmd:"" help:"cli.help.lessons-record"`

	Present lessonsPresent `cmd:"" help:"cli.help.lessons-present"`
	Notes   lessonsNotes   `cmd:"" help:"cli.help.lessons-notes"`
}

// lessonsList lists the lessons that ship.
type lessonsList struct{}

// Run lists them.
func (*lessonsList) Run(p *program) error {
	var rows [][2]string
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		l, _ := lesson.Read(lessons.Folders(), name)
		rows = append(rows, [2]string{name, p.words.Say("cli.lesson-row", "Title", l.Title(p.words.Language()), "Minutes", l.Minutes)})
	}
	p.print(terminal.Definitions(rows, p.style)...)
	return nil
}

// lessonsShow prints a lesson.
type lessonsShow struct {
	Name    string `arg:"" help:"cli.help.lesson-name"`
	Answers bool   `help:"cli.help.answers"`
}

// Run prints the text of a lesson, with the computed answers if they are wanted.
func (c *lessonsShow) Run(p *program) error {
	l, err := p.readLesson(c.Name)
	if err != nil {
		return err
	}
	var runs lesson.Runs
	if c.Answers {
		if runs, err = l.Run(p.library); err != nil {
			return p.wrong("cli.lesson-run", "Name", c.Name, "Error", err.Error())
		}
	}
	return (&lessonPrinter{p, l, runs}).print()
}

// lessonsCheck proves lessons.
type lessonsCheck struct {
	Names []string `arg:"" optional:"" help:"cli.help.lessons-to-check"`
}

// Run checks the lessons of the names or folders given, or all that ship.
func (c *lessonsCheck) Run(p *program) error {
	if len(c.Names) == 0 {
		c.Names = lessons.FolderNames(lessons.Folders())
	}
	var all []*lesson.Fault
	for _, given := range c.Names {
		folders, name, err := p.findLesson(given)
		if err != nil {
			return err
		}
		l, faults := lesson.Check(folders, name, p.library)
		if len(faults) == 0 {
			questions := 0
			for i := range l.Steps {
				questions += len(l.Steps[i].Questions)
			}
			p.print(p.words.Say("cli.lesson-holds", "Name", name, "Steps", len(l.Steps), "Questions", questions))
		}
		all = append(all, faults...)
	}
	return p.tellFaults(all)
}

// lessonsPresent opens the window with a lesson as a talk.
type lessonsPresent struct {
	Name string `arg:"" help:"cli.help.lesson-name"`
}

// Run opens the window.
func (c *lessonsPresent) Run(p *program) error {
	l, err := p.readLesson(c.Name)
	if err != nil {
		return err
	}
	return p.show(func(m *model.Model) {
		m.OpenLesson(l, 0)
		m.Press("F5")
	})
}

// lessonsNotes prints the speaker's notes of a lesson.
type lessonsNotes struct {
	Name string `arg:"" help:"cli.help.lesson-name"`
}

// Run prints the notes, with the titles of the steps and the questions, on a sheet
// to be held in the hand.
func (c *lessonsNotes) Run(p *program) error {
	l, err := p.readLesson(c.Name)
	if err != nil {
		return err
	}
	language := p.words.Language()
	printer := &lessonPrinter{program: p, lesson: l}
	notes := func(blocks []lesson.Block) {
		for _, text := range lesson.Notes(blocks) {
			printer.paragraph("   ", text)
		}
	}
	p.print(l.Title(language), strings.Repeat("=", terminal.Columns(l.Title(language))))
	notes(l.Summary(language))
	for i := range l.Steps {
		step := &l.Steps[i]
		p.print("", fmt.Sprintf("%d. %s", i+1, step.Title(language)))
		notes(step.Text(language))
		for j := range step.Questions {
			printer.paragraph("   ? ", step.Questions[j].Ask(language))
		}
	}
	return nil
}

// readLesson reads a lesson that can be shown.
func (p *program) readLesson(given string) (*lesson.Lesson, error) {
	folders, name, err := p.findLesson(given)
	if err != nil {
		return nil, err
	}
	l, faults := lesson.Read(folders, name)
	return l, p.tellFaults(faults)
}

// lessonsRecord records the real runs that ship with lessons.
type lessonsRecord struct {
	Folders []string `arg:"" help:"cli.help.lessons-to-record"`
	Machine string   `help:"cli.help.record-machine" placeholder:"NAME"`
	Tries   int      `help:"cli.help.record-tries" default:"5" placeholder:"N"`
	Limit   span     `help:"cli.help.real-limit" default:"60s" placeholder:"TIME"`
}

func (p *program) tellFaults(faults []*lesson.Fault) error {
	if len(faults) == 0 {
		return nil
	}
	texts := make([]string, len(faults))
	for i, f := range faults {
		texts[i] = f.In(p.words)
	}
	return &failure{code: exitUsage, text: strings.Join(texts, "\n")}
}

// findLesson finds a lesson that ships, by its name, its number or its name
// without the number, or one in a folder of this computer.
func (p *program) findLesson(given string) (folders fs.FS, name string, err error) {
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		number, rest, _ := strings.Cut(name, "-")
		if given == name || given == number || given == strings.TrimLeft(number, "0") || given == rest {
			return lessons.Folders(), name, nil
		}
	}
	if p.env.isFolder(given) {
		folder := filepath.Clean(given)
		if base := filepath.Base(folder); base == "." || base == ".." { // which have no name
			if folder, err = filepath.Abs(given); err != nil {
				return nil, "", p.wrong("cli.unreadable-file", "File", given, "Error", err.Error())
			}
		}
		return p.env.tree(filepath.Dir(folder)), filepath.Base(folder), nil
	}
	return nil, "", p.wrong("cli.no-such-lesson", "Name", given)
}

// lessonPrinter prints a lesson as text.
type lessonPrinter struct {
	*program
	lesson *lesson.Lesson
	runs   lesson.Runs // nil to leave the answers out
}

func (p *lessonPrinter) print() error {
	language := p.words.Language()
	p.program.print(p.lesson.Title(language), strings.Repeat("=", terminal.Columns(p.lesson.Title(language))))
	p.blocks(p.lesson.Summary(language))
	for i := range p.lesson.Steps {
		step := &p.lesson.Steps[i]
		p.program.print("", fmt.Sprintf("%d. %s", i+1, step.Title(language)))
		p.blocks(step.Text(language))
		for j := range step.Questions {
			if err := p.question(&step.Questions[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *lessonPrinter) question(q *lesson.Question) error {
	language := p.words.Language()
	p.program.print("")
	p.program.print(terminal.Wrap("? "+q.Ask(language), p.style.Width)...)
	options := q.Options(language)
	for i, option := range options {
		p.paragraph(fmt.Sprintf("  %c) ", 'a'+i), lesson.Plain(option))
	}
	if p.runs == nil {
		return nil
	}
	right, err := q.Right(p.runs)
	if err != nil {
		return p.wrong("cli.lesson-run", "Name", p.lesson.Name, "Error", err.Error())
	}
	p.program.print("", p.words.Say("cli.lesson-answer", "Answer", answerText(q, right)))
	p.blocks(q.Explain(language))
	return nil
}

// answerText is an answer as it would be given: a number, or letters.
func answerText(q *lesson.Question, a lesson.Answer) string {
	if q.Sort == lesson.Number {
		return lesson.FormatNumber(a.Number)
	}
	letters := make([]string, len(a.Options))
	for i, option := range a.Options {
		letters[i] = string(rune('a' + option))
	}
	return strings.Join(letters, " ")
}

func (p *lessonPrinter) blocks(blocks []lesson.Block) {
	for _, b := range blocks {
		p.program.print("")
		switch b.Sort {
		case lesson.Code:
			for line := range strings.SplitSeq(b.Code, "\n") {
				p.program.print("    " + line)
			}
		case lesson.Item, lesson.Numbered:
			p.paragraph(strings.Repeat("  ", b.Level)+"- ", lesson.Plain(b.Spans))
		case lesson.Note:
			p.paragraph("  | ", lesson.Plain(b.Spans))
		default:
			p.paragraph("", lesson.Plain(b.Spans))
		}
	}
}

// paragraph prints a text with something before its first line, and blanks
// before the others.
func (p *lessonPrinter) paragraph(before, text string) {
	width := max(p.style.Width-terminal.Columns(before), 20)
	for _, line := range terminal.Wrap(text, width) {
		p.program.print(before + line)
		if !strings.Contains(before, "|") {
			before = strings.Repeat(" ", terminal.Columns(before))
		}
	}
}
