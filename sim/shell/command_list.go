package shell

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
)

// listing is ls: what was asked for, and how what it shows is ordered.
type listing struct {
	*call
	given  map[byte]string
	sorts  byte // by: 'n' name, 't' time, 'S' size, 'X' extension, 'v' version, 'U' not at all
	style  byte // 'l' long, '1' a row each, 'm' with commas, 'C' down columns, 'x' across
	folder bool // directories come first
	full   bool // times are told to the nanosecond
	status int
	shown  bool
}

// lineColumns is how wide ls takes the screen to be where there is none.
const lineColumns = 80

// list is ls: names, one a line as where the output is no terminal.
func list(c *call) int {
	given, names, ok := c.flags("laA1dFtrhRSimxCpsnogGQXUfcuBkLHbqNv", "wTI", "all=a", "almost-all=A", "directory=d", "classify=F", "reverse=r",
		"human-readable=h", "recursive=R", "inode=i", "size=s", "numeric-uid-gid=n", "no-group=G", "quote-name=Q", "ignore-backups=B", "color=N",
		"literal=N", "width=w", "sort=Z", "full-time=E", "group-directories-first=D", "time-style=Y", "file-type=O", "format=K", "hide=W", "zero=0")
	if !ok {
		return 2
	}
	l := &listing{call: c, given: given, sorts: 'n', style: '1', folder: has(given, 'D'), full: has(given, 'E')}
	l.choose()
	var files, folders []listed
	for _, name := range orHere(names) {
		info, errno := c.system.Files.Stat(c.path(name), l.style != 'l' && !has(given, 'd') && !has(given, 'F'))
		if errno != 0 && !has(given, 'L') { // a link that leads nowhere is shown itself
			info, errno = c.system.Files.Stat(c.path(name), false)
		}
		switch {
		case errno != 0:
			c.flush()
			c.complain("cannot access '%s': %s", name, errno.Message())
			l.status = 2
		case info.Directory && !has(given, 'd'):
			folders = append(folders, listed{name, info})
		default:
			files = append(files, listed{name, info})
		}
	}
	l.order(files)
	l.order(folders)
	l.rows(files)
	for _, folder := range folders {
		l.directory(folder.name, len(names) > 1 || has(given, 'R'))
	}
	return l.status
}

// listed is something that ls shows.
type listed struct {
	name string
	info Info
}

// choose takes out of the options which order and which form is meant: the last of
// each kind in the order that ls looks at them.
func (l *listing) choose() {
	for _, letter := range []byte("tSXvUf") {
		if has(l.given, letter) {
			l.sorts = letter
		}
	}
	if word, set := l.given['Z']; set {
		l.sorts = map[string]byte{"time": 't', "size": 'S', "extension": 'X', "version": 'v', "none": 'U'}[word]
	}
	if l.sorts == 'f' {
		l.sorts = 'U'
		l.given['a'] = ""
	}
	switch l.call.name() {
	case "dir":
		l.style = 'C'
	case "vdir":
		l.style = 'l'
	}
	for _, letter := range []byte("1mxClnog") {
		switch {
		case !has(l.given, letter):
		case strings.IndexByte("lnog", letter) >= 0:
			l.style = 'l'
		default:
			l.style = letter
		}
	}
	if l.full {
		l.style = 'l'
	}
	if style, known := map[string]byte{"commas": 'm', "long": 'l', "verbose": 'l', "single-column": '1', "across": 'x', "horizontal": 'x', "vertical": 'C'}[l.given['K']]; known {
		l.style = style
	}
}

// directory lists what a directory holds, and with -R what is below it.
func (l *listing) directory(folder string, titled bool) {
	names, errno := l.system.Files.List(l.path(folder))
	if errno != 0 {
		l.flush()
		l.complain("cannot open directory '%s': %s", folder, errno.Message())
		l.status = 2
		return
	}
	l.Act(l.machine.Costs().SyscallNs*int64(2+len(names)/64), func(*sim.Machine, *sim.Thread) sim.Progress { return sim.Continue })
	if titled {
		if l.shown {
			l.printLine("")
		}
		l.printLine(l.told(folder) + ":")
	}
	l.shown = true
	var entries []listed
	add := func(name string) {
		info, _ := l.system.Files.Stat(path.Join(l.path(folder), name), has(l.given, 'L'))
		entries = append(entries, listed{name, info})
	}
	if has(l.given, 'a') {
		add(".")
		add("..")
	}
	for _, name := range names {
		hidden := strings.HasPrefix(name, ".") && !has(l.given, 'a') && !has(l.given, 'A')
		ignored, _ := path.Match(l.given['I'], name)
		if hides, _ := path.Match(l.given['W'], name); hides && !has(l.given, 'a') && !has(l.given, 'A') {
			hidden = true
		}
		if !hidden && !(has(l.given, 'B') && strings.HasSuffix(name, "~")) && !(ignored && has(l.given, 'I')) {
			add(name)
		}
	}
	l.order(entries)
	if l.style == 'l' || has(l.given, 's') {
		blocks := int64(0)
		for _, e := range entries {
			blocks += e.blocks()
		}
		l.printLine("total " + l.size(blocks, 1024))
	}
	l.rows(entries)
	if !has(l.given, 'R') {
		return
	}
	for _, e := range entries {
		if e.info.Directory && e.name != "." && e.name != ".." {
			l.directory(joined(folder, e.name), true)
		}
	}
}

// blocks is the KiB that something takes on the disk.
func (e listed) blocks() int64 {
	if e.info.Link != "" || e.info.Device {
		return 0
	}
	return (e.info.Size + 4095) / 4096 * 4
}

// size is a number of units as it is shown: of bytes as they are, or for people.
func (l *listing) size(n, unit int64) string {
	if has(l.given, 'h') {
		return humanSize(n * unit)
	}
	return strconv.FormatInt(n, 10)
}

// humanSize is a size in units of 1024, rounded up, with a digit behind the point
// below ten. (human_readable of gnulib)
func humanSize(bytes int64) string {
	if bytes < 1024 {
		return strconv.FormatInt(bytes, 10)
	}
	unit := int64(1)
	letters := "KMGTPE"
	at := -1
	for bytes/unit >= 1024 && at+1 < len(letters) {
		unit *= 1024
		at++
	}
	tenths := (bytes*10 + unit - 1) / unit
	if tenths < 100 {
		return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + letters[at:at+1]
	}
	whole := (bytes + unit - 1) / unit
	if whole == 1024 && at+1 < len(letters) {
		return "1.0" + letters[at+1:at+2]
	}
	return strconv.FormatInt(whole, 10) + letters[at:at+1]
}

func (l *listing) order(entries []listed) {
	slices.SortStableFunc(entries, func(a, b listed) int {
		order := 0
		if l.folder && a.info.Directory != b.info.Directory {
			return oneIf(b.info.Directory) - oneIf(a.info.Directory)
		}
		switch l.sorts {
		case 'U':
			return 0
		case 't':
			order = compare(b.info.ModifiedNs, a.info.ModifiedNs)
		case 'S':
			order = compare(b.info.Size, a.info.Size)
		case 'X':
			order = strings.Compare(extension(a.name), extension(b.name))
		case 'v':
			order = compareVersions(a.name, b.name)
		}
		if order == 0 {
			order = strings.Compare(a.name, b.name)
		}
		if has(l.given, 'r') {
			order = -order
		}
		return order
	})
}

// extension is what follows the last dot of a name, with it.
func extension(name string) string {
	if at := strings.LastIndexByte(name, '.'); at >= 0 {
		return name[at:]
	}
	return ""
}

// told is a name as it is shown: between quotes with -Q.
func (l *listing) told(name string) string {
	if has(l.given, 'Q') {
		return strconv.Quote(name)
	}
	return name
}

// name is what is shown of something: its name, and what kind it is.
func (l *listing) name(e listed) string {
	name := l.told(e.name)
	switch {
	case e.info.Directory && (has(l.given, 'F') || has(l.given, 'p') || has(l.given, 'O')):
		return name + "/"
	case e.info.Link != "" && (has(l.given, 'F') || has(l.given, 'O')) && l.style != 'l':
		return name + "@"
	case e.info.Link == "" && !e.info.Directory && e.info.Mode&0o111 != 0 && has(l.given, 'F'):
		return name + "*"
	}
	return name
}

// cells is what stands before the name with -i and -s.
func (l *listing) cells(entries []listed) []string {
	cells := make([]string, len(entries))
	for _, letter := range []byte("is") {
		if !has(l.given, letter) {
			continue
		}
		width := 0
		texts := make([]string, len(entries))
		for i, e := range entries {
			if texts[i] = strconv.FormatInt(e.info.Number, 10); letter == 's' {
				texts[i] = l.size(e.blocks(), 1024)
			}
			width = max(width, len(texts[i]))
		}
		for i, text := range texts {
			cells[i] += strings.Repeat(" ", width-len(text)) + text + " "
		}
	}
	return cells
}

func (l *listing) rows(entries []listed) {
	if len(entries) == 0 {
		return
	}
	l.shown = true
	cells := l.cells(entries)
	if l.style == 'l' {
		l.long(entries, cells)
		return
	}
	for i, e := range entries {
		cells[i] += l.name(e)
	}
	width := lineColumns
	if n, err := strconv.Atoi(l.given['w']); err == nil && n > 0 {
		width = n
	}
	switch l.style {
	case 'm':
		l.commas(cells, width)
	case 'C', 'x':
		l.columns(cells, width, l.style == 'x')
	default:
		l.printLines(cells)
	}
}

// commas prints names one after another, with commas.
func (l *listing) commas(cells []string, width int) {
	at := 0
	for i, cell := range cells {
		if i > 0 {
			if at+len(cell)+2 < width {
				l.print(", ")
				at += 2
			} else {
				l.print(",\n")
				at = 0
			}
		}
		l.print("%s", cell)
		at += len(cell)
	}
	l.printLine("")
}

// columns prints names in as many columns as there is room for, between which there
// are tabs. (calculate_columns and indent in coreutils' ls.c)
func (l *listing) columns(cells []string, width int, across bool) {
	for count := min(len(cells), max(1, width/3)); count >= 1; count-- {
		rows := (len(cells) + count - 1) / count
		widths := make([]int, count)
		for i, cell := range cells {
			column := i / rows
			if across {
				column = i % count
			}
			widths[column] = max(widths[column], len([]rune(cell))+2)
		}
		total := 0
		for i := range widths {
			if widths[i] == 0 {
				widths[i] = 3
			}
			total += widths[i]
		}
		if total-2 >= width-2 && count > 1 {
			continue
		}
		for row := range rows {
			var line strings.Builder
			at := 0
			for column := range count {
				i := row + column*rows
				if across {
					i = row*count + column
				}
				if i >= len(cells) {
					break
				}
				line.WriteString(cells[i])
				next := row + (column+1)*rows
				if across {
					next = i + 1
				}
				if column+1 == count || next >= len(cells) {
					break
				}
				indent(&line, at+len([]rune(cells[i])), at+widths[column])
				at += widths[column]
			}
			l.printLine(line.String())
		}
		return
	}
}

// indent goes from a column to another one with tabs and spaces.
func indent(line *strings.Builder, from, to int) {
	for from < to {
		if to/8 > (from+1)/8 {
			line.WriteByte('\t')
			from += 8 - from%8
		} else {
			line.WriteByte(' ')
			from++
		}
	}
}

// recentNs is half a year: of what is older the year is told and not the time.
const recentNs = 31_556_952 / 2 * int64(time.Second)

// instant is a time as ls shows it, or as --time-style=+FORMAT says.
func (l *listing) instant(at time.Time, layout string) string {
	style := l.given['Y']
	switch {
	case strings.HasPrefix(style, "+"):
		text, _, _ := strings.Cut(style[1:], "\n")
		return formatTime(text, at)
	case style == "full-iso":
		layout = "2006-01-02 15:04:05.000000000 -0700"
	case style == "long-iso":
		layout = "2006-01-02 15:04"
	case style == "iso" && layout == "Jan _2 15:04":
		layout = "01-02 15:04"
	case style == "iso":
		layout = "2006-01-02 "
	}
	return at.Format(layout)
}

func (l *listing) long(entries []listed, cells []string) {
	links, sizes := 0, 0
	owners, groups := make([]string, len(entries)), make([]string, len(entries))
	ownerWidth, groupWidth := 0, 0
	for i, e := range entries {
		owners[i], groups[i] = userName(e.info.Owner), userName(e.info.Group)
		if has(l.given, 'n') {
			owners[i], groups[i] = strconv.FormatInt(e.info.Owner, 10), strconv.FormatInt(e.info.Group, 10)
		}
		ownerWidth, groupWidth = max(ownerWidth, len(owners[i])), max(groupWidth, len(groups[i]))
	}
	for _, e := range entries {
		links = max(links, len(strconv.FormatInt(e.info.Links, 10)))
		sizes = max(sizes, len(l.size(e.info.Size, 1)))
	}
	for i, e := range entries {
		name := l.name(e)
		if e.info.Link != "" {
			name += " -> " + l.told(e.info.Link)
		}
		at := time.Unix(0, e.info.ModifiedNs).UTC()
		layout := "Jan _2 15:04"
		switch age := l.nowNs() - e.info.ModifiedNs; {
		case l.full:
			layout = "2006-01-02 15:04:05.000000000 -0700"
		case age > recentNs || age < 0:
			layout = "Jan _2  2006"
		}
		people := ""
		if !has(l.given, 'g') {
			people += fmt.Sprintf(" %-*s", ownerWidth, owners[i])
		}
		if !has(l.given, 'G') && !has(l.given, 'o') {
			people += fmt.Sprintf(" %-*s", groupWidth, groups[i])
		}
		l.print("%s%s %*d%s %*s %s %s\n", cells[i], modeLetters(e.info), links, e.info.Links, people, sizes, l.size(e.info.Size, 1), l.instant(at, layout), name)
	}
}
