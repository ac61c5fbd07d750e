package model

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"timeslice/assets/words"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// Shared is what a link carries: everything by which somebody else sees the
// same picture. Nothing in it can start a process of a real computer: it is a
// program for the simulated one, and where to look.
type Shared struct {
	Name     string         `json:"name,omitempty"`
	Main     string         `json:"main,omitempty"`
	Files    []File         `json:"files,omitempty"`
	Settings Settings       `json:"settings"`
	At       trace.Time     `json:"at,omitempty"`
	Upto     trace.FactID   `json:"upto,omitempty"`     // of the facts of that instant, the last that has happened, if not all have
	Selected string         `json:"selected,omitempty"` // as "thread:3"
	Focus    string         `json:"focus,omitempty"`    // the process that fills the stage
	Window   *Range         `json:"window,omitempty"`   // of the timeline
	Panels   *Panels        `json:"panels,omitempty"`
	Language words.Language `json:"language,omitempty"`
	Lesson   string         `json:"lesson,omitempty"` // of those that ship; its program is not in Files unless it was edited
	Step     int            `json:"step,omitempty"`

	Breakpoints []Breakpoint `json:"breakpoints,omitempty"`
	Edits       []string     `json:"edits,omitempty"` // what is changed while it runs, a line each
	Tree        *SharedTree  `json:"tree,omitempty"`  // of runs, if there is more than one
}

// linkVersion begins the fragment of a link, so that a later form can be told.
const linkVersion = "1."

// What a link may hold: links are made by people whom one does not know.
const (
	mostLinkBytes   = 1 << 20 // as text
	mostSharedBytes = 4 << 20 // unpacked
	mostSharedFiles = 200
)

// Errors of links, which say what to do.
var (
	ErrLink        = refuse("ui.link.broken")
	ErrLinkVersion = refuse("ui.link.newer")
	ErrLinkSize    = refuse("ui.link.too-large", "MB", mostSharedBytes>>20)
)

// misplaced is a fault of what somebody shared, with its place.
type misplaced struct {
	refusal
	of error // which of the errors above
}

func (e *misplaced) Unwrap() error { return e.of }

// brokenAt is a link that cannot be read from some place on.
func brokenAt(at, all int) error {
	return &misplaced{refusal{"ui.link.broken-at", []any{"At", at, "All", all}}, ErrLink}
}

// wrongPart is a link, whole, of which one part is not as any link of ours has it.
func wrongPart(part string) error {
	return &misplaced{refusal{"ui.link.wrong-part", []any{"Part", part}}, ErrLink}
}

// Fragment writes what is shared as the fragment of a link, without the "#":
// letters, digits and the signs -_. only.
func (s *Shared) Fragment() (string, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(data); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	text := linkVersion + base64.RawURLEncoding.EncodeToString(packed.Bytes())
	if len(text) > mostLinkBytes || len(data) > mostSharedBytes {
		return "", ErrLinkSize
	}
	return text, nil
}

// ReadLink reads a link, or its fragment alone.
func ReadLink(link string) (*Shared, error) {
	_, fragment, found := strings.Cut(link, "#")
	if !found {
		fragment = link
	}
	fragment = strings.TrimSpace(fragment)
	switch {
	case len(fragment) > mostLinkBytes:
		return nil, ErrLinkSize
	case !strings.HasPrefix(fragment, linkVersion):
		if at := strings.IndexByte(fragment, '.'); at > 0 && at < 4 {
			return nil, ErrLinkVersion
		}
		return nil, ErrLink
	}
	packed, err := base64.RawURLEncoding.DecodeString(fragment[len(linkVersion):])
	if err != nil {
		at := len(fragment)
		var corrupt base64.CorruptInputError
		if errors.As(err, &corrupt) {
			at = len(linkVersion) + int(corrupt)
		}
		return nil, brokenAt(at, len(fragment))
	}
	from := bytes.NewReader(packed)
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(from), mostSharedBytes+1))
	switch {
	case err != nil:
		at := len(linkVersion) + base64.RawURLEncoding.EncodedLen(len(packed)-from.Len())
		return nil, brokenAt(min(at, len(fragment)), len(fragment))
	case len(data) > mostSharedBytes:
		return nil, ErrLinkSize
	}
	var s Shared
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, wrongPart(firstWords(err))
	}
	return &s, s.check()
}

// firstWords is what an error of a library says, on one line and not too long.
func firstWords(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if words := []rune(text); len(words) > 80 {
		text = string(words[:80]) + "…"
	}
	return text
}

// check refuses what no link of ours says.
func (s *Shared) check() error {
	_, selected := readSubject(s.Selected)
	_, focus := readSubject(s.Focus)
	_, edits := readEdits(s.Edits)
	for _, part := range []struct {
		name string
		ok   bool
	}{
		{"at", s.At >= 0},
		{"upto", s.Upto >= 0},
		{"step", s.Step >= 0},
		{"settings", s.Settings.check()},
		{"window", s.Window == nil || s.Window.From >= 0 && s.Window.To > s.Window.From},
		{"selected", selected},
		{"focus", focus},
		{"edits", edits == nil},
		{"tree", s.Tree == nil || s.Tree.check()},
		{"language", s.Language == "" || slices.Contains(words.Languages(), s.Language)},
	} {
		if !part.ok {
			return wrongPart(part.name)
		}
	}
	if wrong := checkFiles(s.Main, s.Files); wrong != "" {
		return wrongPart(wrong)
	}
	return nil
}

// checkFiles is what is wrong with the files of a program, of which one runs first; ""
// if nothing is.
func checkFiles(first string, files []File) string {
	if len(files) > mostSharedFiles {
		return "files"
	}
	main := first == "" && len(files) == 0
	for _, f := range files {
		if f.Name == "" || strings.HasPrefix(f.Name, "/") || strings.Contains("/"+f.Name+"/", "/../") {
			return "files: " + f.Name
		}
		main = main || f.Name == first
	}
	if !main {
		return "main: " + first
	}
	return ""
}

// Program is the program that is shared, nil if it is a lesson's own.
func (s *Shared) Program() *Program {
	if len(s.Files) == 0 {
		return nil
	}
	return NewProgram(s.Name, s.Files, s.Main)
}

// writeSubject is a subject as links have it; "" for nothing.
func writeSubject(s scene.Subject) string {
	if s.Topic == scene.Nothing {
		return ""
	}
	text := s.Topic.String() + ":" + strconv.FormatInt(s.ID, 10)
	if s.Part != 0 {
		text += ":" + strconv.FormatInt(s.Part, 10)
	}
	return text
}

// readSubject reads a subject; false if there is none like it.
func readSubject(text string) (scene.Subject, bool) {
	if text == "" {
		return scene.Subject{}, true
	}
	parts := strings.Split(text, ":")
	for topic := scene.OfMachine; topic <= scene.OfText; topic++ {
		if topic.String() != parts[0] || len(parts) < 2 || len(parts) > 3 {
			continue
		}
		s := scene.Subject{Topic: topic}
		var err, other error
		if s.ID, err = strconv.ParseInt(parts[1], 10, 64); len(parts) == 3 {
			s.Part, other = strconv.ParseInt(parts[2], 10, 64)
		}
		return s, err == nil && other == nil
	}
	return scene.Subject{}, false
}
