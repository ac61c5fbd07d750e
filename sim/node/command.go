package node

import (
	"strconv"
	"strings"
)

// Command is a command line of Node.
type Command struct {
	Script         string
	Arguments      []string
	HeapLimitBytes int64 // --max-old-space-size, 0 if it is not given
	ExposeGC       bool
	Flags          []string // what comes before the script or its arguments
	Requires       []string // -r: modules that come first
	Code           string   // -e or -p
	HasCode        bool
	Prints         bool   // -p
	Module         bool   // --input-type=module
	Rejections     string // --unhandled-rejections
	Version        bool   // -v
	Checks         bool   // -c
}

// CommandFault is why a command line cannot be carried out.
type CommandFault struct {
	// Word is the place in the words of the command that is wrong; their number
	// if something is missing.
	Word int
	// Unknown is an option that is not simulated, "" if no script is named.
	Unknown string
	// Lacks says that the option is known and its value is missing.
	Lacks bool
}

// ParseCommand reads the words that follow "node" on a command line: options,
// the script, and its arguments.
func ParseCommand(words []string) (Command, *CommandFault) {
	c := Command{}
	for i := 0; i < len(words); i++ {
		word := words[i]
		if !strings.HasPrefix(word, "-") || word == "-" || word == "--" {
			if word == "--" {
				i++
			}
			return c.finish(words, i)
		}
		c.Flags = append(c.Flags, word)
		name, value, joined := strings.Cut(word, "=")
		if strings.HasPrefix(name, "--") {
			name = strings.ReplaceAll(name, "_", "-")
		}
		takesValue := func() bool {
			if !joined {
				if i++; i >= len(words) {
					return false
				}
				value = words[i]
				c.Flags = append(c.Flags, value)
			}
			return true
		}
		lacks := &CommandFault{Word: i, Unknown: word, Lacks: true}
		switch {
		case name == "--expose-gc" && value == "":
			c.ExposeGC = true
		case name == "--max-old-space-size":
			megabytes, err := strconv.ParseInt(value, 10, 32)
			if err != nil || megabytes < 1 {
				return c, &CommandFault{Word: i, Unknown: word}
			}
			c.HeapLimitBytes = megabytes << 20
		case name == "-e" || name == "--eval" || name == "-p" || name == "--print" || name == "-pe":
			if !takesValue() {
				return c, lacks
			}
			c.Code, c.HasCode = value, true
			c.Prints = c.Prints || name != "-e" && name != "--eval"
		case name == "-r" || name == "--require":
			if !takesValue() {
				return c, lacks
			}
			c.Requires = append(c.Requires, value)
		case name == "--input-type":
			if !takesValue() {
				return c, lacks
			}
			c.Module = value == "module"
		case name == "--unhandled-rejections":
			if !takesValue() {
				return c, lacks
			}
			if !isRejectionMode(value) {
				return c, &CommandFault{Word: i, Unknown: word}
			}
			c.Rejections = value
		case name == "-v" || name == "--version":
			c.Version = true
		case name == "-c" || name == "--check":
			c.Checks = true
		case harmless(name):
		default:
			return c, &CommandFault{Word: i, Unknown: word}
		}
	}
	return c.finish(words, len(words))
}

// finish takes what follows the options. Without a script there must be code.
func (c Command) finish(words []string, at int) (Command, *CommandFault) {
	if c.HasCode || c.Version {
		c.Arguments = words[at:]
		return c, nil
	}
	if at >= len(words) {
		return c, &CommandFault{Word: len(words)}
	}
	c.Script, c.Arguments = words[at], words[at+1:]
	return c, nil
}

// isRejectionMode reports whether a word says what becomes of promises that are
// rejected while nobody handles them.
func isRejectionMode(word string) bool {
	switch word {
	case "none", "warn", "strict", "throw":
		return true
	}
	return false
}

// harmless reports whether an option changes nothing here, or only what becomes of
// warnings, for which the library looks at it itself.
func harmless(name string) bool {
	switch name {
	case "--no-warnings", "--no-deprecation", "--throw-deprecation", "--trace-warnings", "--trace-deprecation", "--pending-deprecation", "--trace-uncaught",
		"--enable-source-maps", "--preserve-symlinks", "--preserve-symlinks-main", "--harmony", "--use-strict",
		"--stack-trace-limit", "--stack-size", "--max-semi-space-size", "--no-opt", "--title", "--max-http-header-size":
		return true
	}
	return strings.HasPrefix(name, "--experimental-") || strings.HasPrefix(name, "--no-experimental-") || strings.HasPrefix(name, "--disable-warning")
}

// knownOption reports whether Node has an option, which is not simulated.
func knownOption(word string) bool {
	name, _, _ := strings.Cut(word, "=")
	for _, begin := range []string{
		"--inspect", "--prof", "--cpu-prof", "--heap-prof", "--heapsnapshot", "--loader", "--import", "--watch", "--test", "-i", "--interactive",
		"--env-file", "--unhandled-rejections", "--abort-on-uncaught-exception", "--trace-", "--icu-data-dir",
		"--openssl", "--tls-", "--dns-result-order", "--conditions", "-C", "--report", "--redirect-warnings", "--build-snapshot",
		"--diagnostic-dir", "--frozen-intrinsics", "--jitless", "--v8-", "--policy", "--secure-heap", "--verify-base-objects", "-h", "--help",
	} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}
