package main

import (
	"errors"
	"regexp"

	"github.com/alecthomas/kong"
)

// misuse is a form of what the parser says about a wrong command line, and the
// text that says the same in the user's language. Groups of the form go into
// the places One and Two.
type misuse struct{ form, id string }

// misuses are in order: the first that fits is taken.
func misuses() []misuse {
	return []misuse{
		{`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`, "cli.misuse.unknown-flag-near"},
		{`^unknown flag (\S+)$`, "cli.misuse.unknown-flag"},
		{`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`, "cli.misuse.unexpected-near"},
		{`^unexpected argument (.+)$`, "cli.misuse.unexpected"},
		{`^expected (?:one of )?(.+)$`, "cli.misuse.missing"},
		{`^missing flags: (.+)$`, "cli.misuse.missing"},
		{`^(\S+): (".*") is not a length of time .*$`, "cli.misuse.span"},
		{`^(\S+) must be one of (.+?)(?:,"")? but got .*$`, "cli.misuse.one-of"},
		{`^(\S+): expected a valid \d+ bit u?int but got (.+)$`, "cli.misuse.not-a-number"},
		{`^(\S+): expected .* value but got "EOL".*$`, "cli.misuse.no-value"},
		{`^(\S+): expected .* value but got "(.*?)" \(.* flag\).*$`, "cli.misuse.not-a-value"},
		{`^(\S+): missing value.*$`, "cli.misuse.no-value"},
	}
}

// misused says in the user's language what is wrong with a command line.
func (p *program) misused(err error) error {
	f := &failure{code: exitUsage, hint: p.words.Say("cli.misuse-hint", "Command", commandOf(err))}
	var known *failure
	if errors.As(err, &known) {
		f.text = known.text
		return f
	}
	f.text = p.words.Say("cli.misuse.other", "One", err.Error())
	for _, m := range misuses() {
		if groups := regexp.MustCompile(m.form).FindStringSubmatch(err.Error()); groups != nil {
			groups = append(groups, "")
			f.text = p.words.Say(m.id, "One", groups[1], "Two", groups[2])
			break
		}
	}
	return f
}

// commandOf is the command that was wrongly used, as it is written.
func commandOf(err error) string {
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if chosen := parse.Context.Selected(); chosen != nil && !chosen.Hidden {
			return chosen.FullPath()
		}
	}
	return "timeslice"
}
