package main

import (
	"strings"

	"github.com/alecthomas/kong"

	"timeslice/render/terminal"
)

// helpFlag prints help instead of carrying out the command.
type helpFlag bool

// BeforeReset is called by the parser as soon as it has seen the flag, before
// it misses anything that is required.
func (helpFlag) BeforeReset(context *kong.Context, p *program) error {
	chosen := context.Selected()
	if chosen == nil || chosen.Hidden { // nobody asked about it: it is only the default
		chosen = context.Model.Node
	}
	p.print(p.helpOn(chosen)...)
	return errTold
}

// helpOn is the help on one command, or on all.
func (p *program) helpOn(node *kong.Node) []string {
	say := p.words.Say
	all := node.Type == kong.ApplicationNode
	lines := []string{say("cli.usage", "Usage", usage(node)), ""}
	if all {
		lines = append(lines, terminal.Wrap(say("cli.about"), p.style.Width)...)
	} else {
		lines = append(lines, terminal.Wrap(say(node.Help), p.style.Width)...)
	}
	var commands, arguments [][2]string
	for _, child := range node.Children {
		if child.Hidden {
			continue
		}
		commands = append(commands, [2]string{strings.TrimSuffix(child.Summary(), " [flags]"), say(child.Help)})
	}
	for _, argument := range node.Positional {
		arguments = append(arguments, [2]string{argument.Summary(), say(argument.Help)})
	}
	lines = append(lines, p.section("cli.commands", commands)...)
	lines = append(lines, p.section("cli.arguments", arguments)...)
	for _, group := range []string{"", "cli.group.node", "cli.group.machine", "cli.group.chart", "cli.group.picture"} {
		title := group
		if group == "" {
			title = "cli.flags"
		}
		lines = append(lines, p.section(title, p.flags(node, group))...)
	}
	if all {
		lines = append(lines, "")
		lines = append(lines, terminal.Wrap(say("cli.more-help"), p.style.Width)...)
		lines = append(lines, terminal.Wrap(say("cli.exit-codes"), p.style.Width)...)
	}
	return lines
}

// usage is how a command is written.
func usage(node *kong.Node) string {
	if node.Type == kong.ApplicationNode {
		return node.Name + " [<command>] [flags]"
	}
	return node.FullPath() + strings.TrimPrefix(node.Summary(), node.Path())
}

// flags are the flags of one group with their help.
func (p *program) flags(node *kong.Node, group string) [][2]string {
	var rows [][2]string
	for _, level := range node.AllFlags(true) {
		for _, flag := range level {
			if flag.Name == versionName && node.Type != kong.ApplicationNode {
				continue // no command has one of its own
			}
			if in := groupOf(flag); in == group {
				rows = append(rows, [2]string{written(flag), p.words.Say(flag.Help)})
			}
		}
	}
	return rows
}

func groupOf(flag *kong.Flag) string {
	if flag.Group == nil {
		return ""
	}
	return flag.Group.Key
}

// written is how a flag is written: -o, --output=OUT.
func written(flag *kong.Flag) string {
	text := "--" + flag.Name
	if !flag.IsBool() {
		text += "=" + strings.ToUpper(flag.FormatPlaceHolder())
		if flag.PlaceHolder != "" {
			text = "--" + flag.Name + "=" + flag.PlaceHolder
		}
	}
	if flag.Short != 0 {
		text = "-" + string(flag.Short) + ", " + text
	}
	return text
}

// section is a titled list in two columns.
func (p *program) section(title string, rows [][2]string) []string {
	if len(rows) == 0 {
		return nil
	}
	lines := []string{"", p.words.Say(title)}
	return append(lines, terminal.Definitions(rows, p.style)...)
}
