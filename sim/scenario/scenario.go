package scenario

import (
	"strings"

	"timeslice/assets/words"
)

// Scenario is a scenario file that has been read and found in order.
type Scenario struct {
	name      string
	texts     []text
	machine   *node // the section machine, nil if there is none
	processes []processSpec
}

// text is the leading comment in one language.
type text struct {
	language words.Language // "" for a comment that names no language
	title    string
	comment  string
}

// Read reads a scenario. name is what faults call the file, and what the
// trace calls the scenario. An error is of type [Errors].
func Read(name string, source []byte) (*Scenario, error) {
	f := &faults{file: name}
	s := &Scenario{name: name}
	r := &reader{faults: f, scenario: s}
	if root := parseYAML(source, f); root != nil {
		r.readRoot(root)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	s.texts = readTexts(string(source))
	return s, nil
}

// readRoot reads the sections in the order in which one speaks of another,
// whatever their order in the file.
func (r *reader) readRoot(root *node) {
	if root.shape != mapping {
		r.add(root.place, "scenario.not-a-scenario")
		return
	}
	var processes *node
	r.fields(root, "scenario", []field{
		{"machine", func(n *node) { r.scenario.machine = n }},
		{"processes", func(n *node) { processes = n }},
	})
	machine := r.readMachine(r.scenario.machine, Overrides{})
	if processes == nil {
		r.add(root.place, "scenario.missing-key", "Key", "processes", "Section", "scenario")
		return
	}
	r.scenario.processes = r.readProcesses(processes)
	r.checkCount(machine.limits.Threads)
	r.checkCores(machine.scheduler.Cores, true)
}

// Name is what the scenario was called when it was read.
func (s *Scenario) Name() string { return s.name }

// Title is the first line of the leading comment in a language, the
// scenario's name if there is none.
func (s *Scenario) Title(l words.Language) string {
	if t := s.text(l); t.title != "" {
		return t.title
	}
	return s.name
}

// Comment is the rest of the leading comment in a language: what to look at.
func (s *Scenario) Comment(l words.Language) string { return s.text(l).comment }

func (s *Scenario) text(l words.Language) text {
	for _, wanted := range []words.Language{l, "", words.English} {
		for _, t := range s.texts {
			if t.language == wanted {
				return t
			}
		}
	}
	return text{}
}

// readTexts reads the comment that a file begins with. A line "# en: …" begins
// the text in a language, with its title; the lines that follow say what to
// look at. A comment without such lines is for every language.
func readTexts(source string) []text {
	var texts []text
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		said, isComment := strings.CutPrefix(line, "#")
		if !isComment {
			if line == "" {
				continue
			}
			break
		}
		said = strings.TrimSpace(said)
		if l, title, found := languageLine(said); found {
			texts = append(texts, text{language: l, title: title})
			continue
		}
		if len(texts) == 0 {
			texts = append(texts, text{title: said})
			continue
		}
		last := &texts[len(texts)-1]
		last.comment += said + "\n"
	}
	for i := range texts {
		texts[i].comment = strings.TrimSpace(texts[i].comment)
	}
	return texts
}

func languageLine(said string) (words.Language, string, bool) {
	for _, l := range words.Languages() {
		if title, found := strings.CutPrefix(said, string(l)+":"); found {
			return l, strings.TrimSpace(title), true
		}
	}
	return "", "", false
}
