package lesson

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"timeslice/assets/words"
)

// Read reads the lesson in a folder. What it returns can be shown if there are
// no faults; Check finds those of expressions, and those that only a run shows.
func Read(folders fs.FS, name string) (*Lesson, []*Fault) {
	r := readPlan(folders, name)
	if len(r.lesson.Steps) > 0 {
		for _, language := range words.Languages() {
			r.page(language)
		}
	}
	return r.lesson, r.faults
}

// Open reads a lesson whose words are known to be in order, as those that ship are:
// they are read when they are first asked for, and only in that language, so that
// many lessons can be listed at once.
func Open(folders fs.FS, name string) (*Lesson, []*Fault) {
	r := readPlan(folders, name)
	r.lesson.unread = &reader{files: folders, lesson: r.lesson}
	return r.lesson, r.faults
}

// readPlan reads what a lesson has that is in no language.
func readPlan(folders fs.FS, name string) *reader {
	r := &reader{files: folders, lesson: &Lesson{Name: name, folders: folders, titles: map[words.Language]Text{}, pages: map[words.Language]bool{}}}
	if plan := r.plan(); len(r.faults) == 0 {
		r.take(plan)
	}
	return r
}

// plan is lesson.yaml as it is written.
type plan struct {
	Minutes  int           `yaml:"minutes"`
	Run      string        `yaml:"run"`
	Knobs    Knobs         `yaml:"knobs"`
	Variants yaml.MapSlice `yaml:"variants"`
	Steps    []stepPlan    `yaml:"steps"`
}

type stepPlan struct {
	ID   string         `yaml:"id"`
	Look []string       `yaml:"look"`
	At   string         `yaml:"at"`
	Run  string         `yaml:"run"`
	Ask  []questionPlan `yaml:"ask"`
	Task *taskPlan      `yaml:"task"`
}

type questionPlan struct {
	ID        string   `yaml:"id"`
	Number    string   `yaml:"number"`
	Tolerance float64  `yaml:"tolerance"`
	Choice    []string `yaml:"choice"`
	Order     []string `yaml:"order"`
}

type taskPlan struct {
	Change string `yaml:"change"`
	Until  string `yaml:"until"`
}

type reader struct {
	files  fs.FS
	lesson *Lesson
	faults []*Fault
}

func (r *reader) fault(file string, line int, id string, args ...any) {
	r.faults = append(r.faults, &Fault{File: path.Join(r.lesson.Name, file), Line: line, ID: id, Args: args})
}

func (r *reader) read(file string) []byte {
	data, err := fs.ReadFile(r.files, path.Join(r.lesson.Name, file))
	if err != nil {
		r.fault(file, 0, "lesson.missing-file")
	}
	return data
}

// plan reads lesson.yaml. A key that there is not is a fault.
func (r *reader) plan() plan {
	var p plan
	source := r.read(PlanFile)
	if source == nil {
		return p
	}
	if err := yaml.NewDecoder(bytes.NewReader(source), yaml.Strict()).Decode(&p); err != nil {
		line, said := 0, firstLine(err)
		var placed yaml.Error
		if errors.As(err, &placed) {
			said = placed.GetMessage()
			if token := placed.GetToken(); token != nil && token.Position != nil {
				line = token.Position.Line
			}
		}
		r.fault(PlanFile, line, "lesson.not-yaml", "Detail", said)
	}
	return p
}

func (r *reader) take(p plan) {
	l := r.lesson
	l.Minutes, l.Main, l.Knobs = p.Minutes, p.Run, p.Knobs
	l.Program, l.Solution = r.folder("program"), r.folder("solution")
	if _, found := l.Program[l.Main]; !found {
		r.fault(PlanFile, 0, "lesson.no-main", "Main", l.Main)
	}
	if !strings.HasSuffix(l.Main, ".yaml") {
		l.Expected = string(r.read("program.out"))
	}
	for _, item := range p.Variants {
		var v Variant
		v.Name, _ = item.Key.(string)
		text, err := yaml.Marshal(item.Value)
		if err == nil {
			err = yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&v.Knobs)
		}
		if err != nil || v.Name == "" {
			r.fault(PlanFile, 0, "lesson.variant", "Name", v.Name)
		}
		l.Variants = append(l.Variants, v)
	}
	for _, s := range p.Steps {
		r.step(s)
	}
	if len(l.Steps) == 0 {
		r.fault(PlanFile, 0, "lesson.no-steps")
	}
}

// folder is the files of a folder within the lesson, by path; none if there is
// no such folder.
func (r *reader) folder(name string) map[string]string {
	files := map[string]string{}
	root := path.Join(r.lesson.Name, name)
	_ = fs.WalkDir(r.files, root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		data, err := fs.ReadFile(r.files, file)
		if err != nil {
			r.fault(strings.TrimPrefix(file, r.lesson.Name+"/"), 0, "lesson.missing-file")
		}
		files[strings.TrimPrefix(file, root+"/")] = string(data)
		return nil
	})
	return files
}

func (r *reader) expression(text string) *Expression {
	return &Expression{Text: text, File: path.Join(r.lesson.Name, PlanFile), variants: r.lesson.Variants}
}

func (r *reader) expressions(texts []string) []Expression {
	var all []Expression
	for _, text := range texts {
		all = append(all, *r.expression(text))
	}
	return all
}

func (r *reader) step(p stepPlan) {
	s := Step{ID: p.ID, Variant: p.Run, lesson: r.lesson, pages: map[words.Language]page{}}
	for _, text := range p.Look {
		place, known := readPlace(text)
		if !known {
			r.fault(PlanFile, 0, "lesson.place", "Place", text)
		}
		s.Look = append(s.Look, place)
	}
	if p.At != "" {
		s.At = r.expression(p.At)
	}
	if p.Run != "" && !r.lesson.hasVariant(p.Run) {
		r.fault(PlanFile, 0, "lesson.variant", "Name", p.Run)
	}
	for _, q := range p.Ask {
		s.Questions = append(s.Questions, r.question(q))
	}
	if p.Task != nil {
		s.Task = r.task(p.Task)
	}
	r.lesson.Steps = append(r.lesson.Steps, s)
}

func (r *reader) task(p *taskPlan) *Task {
	before, known := r.lesson.Program[p.Change]
	after, solved := r.lesson.Solution[p.Change]
	if !known || !solved || before == after {
		r.fault(PlanFile, 0, "lesson.no-solution", "File", p.Change)
	}
	return &Task{File: p.Change, Holds: *r.expression(p.Until)}
}

func (l *Lesson) hasVariant(name string) bool {
	for _, v := range l.Variants {
		if v.Name == name {
			return true
		}
	}
	return false
}

func (r *reader) question(p questionPlan) Question {
	q := Question{ID: p.ID, Tolerance: p.Tolerance, lesson: r.lesson, texts: map[words.Language]questionText{}}
	ways := 0
	if p.Number != "" {
		ways++
		q.Sort, q.Answers = Number, r.expressions([]string{p.Number})
	}
	if len(p.Choice) > 0 {
		ways++
		q.Sort, q.Answers = Choice, r.expressions(p.Choice)
	}
	if len(p.Order) > 0 {
		ways++
		q.Sort, q.Answers = Order, r.expressions(p.Order)
	}
	if ways != 1 {
		r.fault(PlanFile, 0, "lesson.question-sort", "ID", p.ID)
	}
	return q
}

// head reads what stands before the first step in a language.
func (r *reader) head(language words.Language) {
	head, _, _ := bytes.Cut(r.read(pageFile(language)), []byte("\n## "))
	sections, _ := readMarkdown(head)
	c := &cutter{reader: r, file: pageFile(language), language: language, sections: sections}
	c.head()
}

func pageFile(language words.Language) string { return "lesson." + string(language) + ".md" }

// page reads the words of a language, and compares them with the plan.
func (r *reader) page(language words.Language) {
	r.lesson.pages[language] = true
	file := pageFile(language)
	source := r.read(file)
	if source == nil {
		return
	}
	sections, strange := readMarkdown(source)
	if strange > 0 {
		r.fault(file, strange, "lesson.strange-markdown")
	}
	c := &cutter{reader: r, file: file, language: language, sections: sections}
	c.lesson()
}

// cutter takes the sections of a page in the order of the plan.
type cutter struct {
	*reader
	file     string
	language words.Language
	sections []section
}

// next takes the next section, which must be of a level and an id.
func (c *cutter) next(level int, id string) (section, bool) {
	if len(c.sections) == 0 {
		c.fault(c.file, 0, "lesson.section-missing", "Level", strings.Repeat("#", level), "ID", id)
		return section{}, false
	}
	s := c.sections[0]
	if s.level != level || id != "" && s.id != id || s.title == "" {
		c.fault(c.file, s.line, "lesson.section", "Level", strings.Repeat("#", level), "ID", id)
		return s, false
	}
	c.sections = c.sections[1:]
	return s, true
}

func (c *cutter) lesson() {
	l := c.reader.lesson
	if !c.head() {
		return
	}
	for i := range l.Steps {
		s := &l.Steps[i]
		got, ok := c.next(2, s.ID)
		if !ok {
			return
		}
		s.pages[c.language] = page{got.title, got.blocks}
		for j := range s.Questions {
			if !c.question(&s.Questions[j]) {
				return
			}
		}
	}
	if len(c.sections) > 0 {
		c.fault(c.file, c.sections[0].line, "lesson.section-unknown", "ID", c.sections[0].id)
	}
}

// head takes the title and what the lesson is about.
func (c *cutter) head() bool {
	head, ok := c.next(1, "")
	if ok {
		c.reader.lesson.titles[c.language] = Text{head.title, head.blocks}
	}
	return ok
}

// question reads the heading that asks, the list of options, and the quote that
// explains.
func (c *cutter) question(q *Question) bool {
	got, ok := c.next(3, q.ID)
	if !ok {
		return false
	}
	t := questionText{ask: got.title}
	for _, b := range got.blocks {
		switch b.Sort {
		case Item:
			t.options = append(t.options, b.Spans)
		default:
			if b.Sort == Note {
				b.Sort = Paragraph
			}
			t.explain = append(t.explain, b)
		}
	}
	want := len(q.Answers)
	if q.Sort == Number {
		want = 0
	}
	if len(t.options) != want {
		c.fault(c.file, got.line, "lesson.options", "ID", q.ID, "Have", len(t.options), "Want", want)
	}
	if len(t.explain) == 0 {
		c.fault(c.file, got.line, "lesson.no-explanation", "ID", q.ID)
	}
	q.texts[c.language] = t
	return true
}
