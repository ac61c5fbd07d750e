package words

import "strings"

// Comment is the comment that a scenario file begins with: in each language a
// title and what to look at.
//
//	# en: The convoy effect
//	# Look at the rows of the short jobs.
//	#
//	# zh: 护航效应
//	# 看短作业那几行。
//
// A comment that names no language is for all of them.
type Comment struct{ texts []titled }

type titled struct {
	language Language // "" for every language
	title    string
	text     string
}

// ReadComment reads the comment a file begins with.
func ReadComment(source string) Comment {
	var c Comment
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		said, isComment := strings.CutPrefix(line, "#")
		switch {
		case isComment:
			c.add(strings.TrimSpace(said))
		case line != "":
			return c
		}
	}
	return c
}

func (c *Comment) add(said string) {
	if l, title, found := languageLine(said); found {
		c.texts = append(c.texts, titled{language: l, title: title})
		return
	}
	if len(c.texts) == 0 {
		c.texts = append(c.texts, titled{title: said})
		return
	}
	last := &c.texts[len(c.texts)-1]
	last.text = strings.TrimLeft(last.text+said+"\n", "\n")
}

func languageLine(said string) (Language, string, bool) {
	for _, l := range Languages() {
		if title, found := strings.CutPrefix(said, string(l)+":"); found {
			return l, strings.TrimSpace(title), true
		}
	}
	return "", "", false
}

// Title is the first line in a language, in English if there is none in it, ""
// if there is no comment.
func (c *Comment) Title(l Language) string { return c.in(l).title }

// Text is the lines that follow the title.
func (c *Comment) Text(l Language) string { return strings.TrimSpace(c.in(l).text) }

func (c *Comment) in(l Language) titled {
	for _, wanted := range []Language{l, "", English} {
		for _, t := range c.texts {
			if t.language == wanted {
				return t
			}
		}
	}
	return titled{}
}
