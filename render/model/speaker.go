package model

import (
	"slices"
	"strings"

	"timeslice/assets/words"
	"timeslice/lessons/lesson"
	"timeslice/render/scene"
)

// Speaker is what whoever gives a talk sees on a page of their own: what is on the
// screen, what to say, what comes next. It is sent to that page as JSON.
type Speaker struct {
	Language words.Language    `json:"language"`
	Lesson   string            `json:"lesson"`
	Title    string            `json:"title"` // of the step
	At       int               `json:"at"`    // from 1
	All      int               `json:"all"`
	Part     string            `json:"part"`
	Black    bool              `json:"black"`
	Notes    []string          `json:"notes"`
	Ask      string            `json:"ask,omitempty"`
	Options  []string          `json:"options,omitempty"`
	Right    []int             `json:"right,omitempty"`  // of the options, in order
	Number   string            `json:"number,omitempty"` // the right answer, if it is one
	Explain  []string          `json:"explain,omitempty"`
	Next     string            `json:"next,omitempty"`
	PassedMs int64             `json:"passedMs"`
	Minutes  int               `json:"minutes"`
	Words    map[string]string `json:"words"` // of the page
}

// Speaker is the speaker's page as it is now; false if nobody speaks.
func (m *Model) Speaker() (Speaker, bool) {
	t, c := m.Talk, m.Course
	if t == nil || c == nil {
		return Speaker{}, false
	}
	l, language := c.Lesson, m.say.Language()
	s := Speaker{
		Language: language, Lesson: l.Title(language), Title: c.Step().Title(language), At: c.At + 1, All: len(l.Steps), Part: t.Part.String(),
		Black: t.Black, PassedMs: t.Ns / 1e6, Minutes: l.Minutes, Words: map[string]string{},
	}
	for _, word := range []string{"title", "next", "answer", "notes", "none", "black", "end", "back", "forward", "dark"} {
		s.Words[word] = m.say.Say("ui.speaker." + word)
	}
	if t.Part == LessonTitle {
		s.Notes = lesson.Notes(l.Summary(language))
		s.Next = s.Title
		return s, true
	}
	s.Notes = lesson.Notes(c.Step().Text(language))
	if c.At+1 < len(l.Steps) {
		s.Next = l.Steps[c.At+1].Title(language)
	}
	if q := m.Asked(); q != nil {
		s.ask(m, q)
	}
	return s, true
}

// ask adds the question that is asked, with its answer.
func (s *Speaker) ask(m *Model, q *lesson.Question) {
	s.Ask = q.Ask(s.Language)
	for _, option := range q.Options(s.Language) {
		s.Options = append(s.Options, lesson.Plain(option))
	}
	for _, b := range q.Explain(s.Language) {
		s.Explain = append(s.Explain, lesson.Plain(b.Spans))
	}
	right, found := m.Right(q)
	switch {
	case !found:
	case q.Sort == lesson.Number:
		s.Number = lesson.FormatNumber(right.Number)
	default:
		s.Right = slices.Clone(right.Options)
	}
}

// SpeakerActs are the commands that the speaker's page may give.
func SpeakerActs() []string { return []string{"talk-next", "talk-back", "talk-black", "talk-answer"} }

// Remote does what the speaker's page asks for, if that is one of its commands and
// somebody speaks.
func (m *Model) Remote(command string) {
	if m.Talk != nil && slices.Contains(SpeakerActs(), strings.TrimSpace(command)) {
		m.Do(Act{Command: scene.Command{Name: strings.TrimSpace(command)}})
	}
}

// NotesAt tells where the page with the speaker's notes is, or why there is none.
func (m *Model) NotesAt(where string, err error) {
	switch {
	case err != nil:
		m.Fail(refuse("ui.speaker.failed", "Error", err.Error()))
	case where != "":
		m.requests = append(m.requests, Request{Name: "copy", Text: where})
		m.Notice = Notice{Text: m.say.Say("ui.speaker.at", "Address", where)}
	}
}
