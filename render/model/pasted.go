package model

import (
	"regexp"
	"strings"
)

var (
	// archived is how the first file of an archive begins.
	archived = regexp.MustCompile(`(?m)^-- .+ --\r?$`)
	// module is a line that only an ECMAScript module can have.
	module = regexp.MustCompile(`(?m)^\s*(import\s*[\w{*'"]|export\s+[\w{*])`)
	// scenarios begin with one of their sections, after comments.
	sections = regexp.MustCompile(`(?m)^(name|machine|processes|programs):`)
	linked   = regexp.MustCompile(`^(\w+://\S*)?#?\d{1,3}\.[\w-]+$`)
)

// ReadPasted reads what was on somebody's clipboard: a link, an archive, a scenario,
// or else a script.
func ReadPasted(text string) (*Shared, error) {
	if len(text) > mostSharedBytes {
		return nil, refuse("ui.file-too-large", "File", "")
	}
	trimmed := strings.TrimSpace(text)
	switch {
	case IsLink(trimmed):
		return ReadLink(trimmed)
	case archived.MatchString(text):
		return ReadSaved("pasted.txtar", []byte(text))
	}
	name := "main.js"
	switch {
	case sections.MatchString(text) && !strings.Contains(text, ";"):
		name = "scenario.yaml"
	case module.MatchString(text):
		name = "main.mjs"
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return &Shared{Name: name, Main: name, Files: []File{{name, text}}}, nil
}

// IsLink reports whether a text is a link of ours, or looks so much like one that
// it is to be read as one: an address with a fragment, or such a fragment alone.
func IsLink(text string) bool {
	if strings.ContainsAny(text, " \n\t") {
		return false
	}
	return linked.MatchString(text) || strings.Contains(text, "://") && strings.Contains(text, "#")
}
