package shell

// page is less and more, which show all at once where nobody reads a screen.
func page(c *call) int {
	names := []string{}
	for _, word := range c.words[1:] {
		if word == "-" || word[:min(1, len(word))] != "-" && word[:min(1, len(word))] != "+" {
			names = append(names, word)
		}
	}
	isMore := c.name() == "more"
	for _, name := range orInput(names) {
		info, errno := c.system.Files.Stat(c.path(name), true)
		if name == "-" {
			errno = 0
		}
		switch {
		case errno == 0 && info.Directory && isMore:
			c.print("\n*** %s: directory ***\n\n", name)
			continue
		case errno == 0 && info.Directory:
			c.printLine(name + " is a directory")
			continue
		case errno != 0 && isMore:
			c.complain("cannot open %s: %s", name, errno.Message())
			continue
		case errno != 0:
			c.printLine(name + ": " + errno.Message())
			continue
		}
		if isMore && name != "-" {
			c.print("::::::::::::::\n%s\n::::::::::::::\n", name)
		}
		c.each([]string{name}, func(_ string, piece []byte) bool {
			c.printBytes(piece)
			c.flush()
			return true
		})
	}
	return 0
}
