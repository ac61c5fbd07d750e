package shell

import "strings"

// topologically is tsort: it puts first what stands first in each pair.
func topologically(c *call) int {
	_, names, ok := c.flags("", "")
	if !ok {
		return 1
	}
	name := orInput(names)[0]
	text, errno := c.readWhole(name)
	if errno != 0 {
		c.complain("%s: %s", name, errno.Message())
		return 1
	}
	words := strings.Fields(string(text))
	if len(words)%2 != 0 {
		c.complain("%s: input contains an odd number of tokens", name)
		return 1
	}
	c.owe(int64(len(words)) * 100)
	var order []string // as they were first named
	before := map[string]int{}
	after := map[string][]string{}
	note := func(word string) {
		if _, known := before[word]; !known {
			before[word] = 0
			order = append(order, word)
		}
	}
	for i := 0; i < len(words); i += 2 {
		note(words[i])
		note(words[i+1])
		if words[i] != words[i+1] {
			before[words[i+1]]++
			after[words[i]] = append(after[words[i]], words[i+1])
		}
	}
	var ready []string
	done := map[string]bool{}
	take := func(word string) {
		done[word] = true
		c.printLine(word)
		for _, next := range after[word] {
			if before[next]--; before[next] == 0 && !done[next] {
				ready = append(ready, next)
			}
		}
	}
	for _, word := range order {
		if before[word] == 0 {
			ready = append(ready, word)
		}
	}
	status := 0
	for len(done) < len(order) {
		for len(ready) > 0 {
			word := ready[0]
			ready = ready[1:]
			take(word)
		}
		for _, word := range order {
			if done[word] {
				continue
			}
			status = 1
			c.flush()
			c.complain("%s: input contains a loop:", name)
			loop := loopFrom(word, after, done)
			for _, member := range loop {
				c.complain("%s", member)
			}
			take(loop[0])
			break
		}
	}
	return status
}

// loopFrom is a loop of those that are not done.
func loopFrom(word string, after map[string][]string, done map[string]bool) []string {
	seen, path := map[string]int{}, []string{}
	for {
		if at, again := seen[word]; again {
			return path[at:]
		}
		seen[word], path = len(path), append(path, word)
		next := ""
		for _, one := range after[word] {
			if !done[one] {
				next = one
				break
			}
		}
		if next == "" {
			return path[len(path)-1:]
		}
		word = next
	}
}
