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
	InEnvironment  []string // options of NODE_OPTIONS
	Requires       []string // -r: modules that come first
	Imports        []string // --import: likewise, as ES modules
	Conditions     []string // -C: of the exports of packages, besides Node's own
	EnvFiles       []string // --env-file
	Title          string   // --title
	StackLimit     int      // --stack-trace-limit
	HasStackLimit  bool
	Code           string // -e or -p
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
	// Says is what Node itself says of the value, "" if it is another fault.
	Says string
}

// ParseCommand reads the words that follow "node" on a command line: options,
// the script, and its arguments.
func ParseCommand(words []string) (Command, *CommandFault) {
	r := commandReader{words: words}
	for r.at < len(words) {
		word := words[r.at]
		if !strings.HasPrefix(word, "-") || word == "-" || word == "--" {
			if word == "--" {
				r.at++
			}
			break
		}
		if fault := r.option(word); fault != nil {
			return r.command, fault
		}
	}
	return r.command.finish(words, r.at)
}

// commandReader reads a command line of Node.
type commandReader struct {
	words   []string
	at      int
	command Command
}

// option reads one option, with its value.
func (r *commandReader) option(word string) *CommandFault {
	c, place := &r.command, r.at
	r.at++
	c.Flags = append(c.Flags, word)
	name, value, joined := strings.Cut(word, "=")
	if strings.HasPrefix(name, "--") {
		name = strings.ReplaceAll(name, "_", "-")
	}
	unknown := func() *CommandFault { return &CommandFault{Word: place, Unknown: word} }
	if takesWord(name) && !joined {
		if r.at >= len(r.words) || strings.HasPrefix(r.words[r.at], "-") && len(r.words[r.at]) > 1 {
			if name == "-p" || name == "--print" {
				c.Prints = true // what -e says, or standard input
				return nil
			}
			return &CommandFault{Word: place, Unknown: word, Lacks: true}
		}
		value = r.words[r.at]
		r.at++
		c.Flags = append(c.Flags, value)
	}
	says := func(text string) *CommandFault { return &CommandFault{Word: place, Unknown: word, Says: text} }
	switch name {
	case "-e", "--eval", "-p", "--print", "-pe":
		c.Code, c.HasCode = value, true
		c.Prints = c.Prints || name != "-e" && name != "--eval"
	case "-r", "--require":
		c.Requires = append(c.Requires, value)
	case "--import":
		c.Imports = append(c.Imports, value)
	case "-C", "--conditions":
		c.Conditions = append(c.Conditions, value)
	case "--env-file":
		c.EnvFiles = append(c.EnvFiles, value)
	case "--title":
		c.Title = value
	case "--input-type":
		if c.Module = value == "module"; !c.Module && value != "commonjs" {
			return says(`--input-type must be "module" or "commonjs"`)
		}
	case "--unhandled-rejections":
		if !isRejectionMode(value) {
			return says("invalid value for --unhandled-rejections")
		}
		c.Rejections = value
	case "--expose-gc":
		c.ExposeGC = true
	case "--max-old-space-size":
		megabytes, err := strconv.ParseInt(value, 10, 32)
		if err != nil || megabytes < 1 {
			return unknown()
		}
		c.HeapLimitBytes = megabytes << 20
	case "--stack-trace-limit":
		limit, err := strconv.ParseInt(value, 10, 32)
		if err != nil {
			return unknown()
		}
		c.StackLimit, c.HasStackLimit = max(int(limit), 0), true
	case "-v", "--version":
		c.Version = true
	case "-c", "--check":
		c.Checks = true
	default:
		if !harmless(name) {
			return unknown()
		}
	}
	return nil
}

// takesWord reports whether an option takes the next word, if its value is not
// joined to it.
func takesWord(name string) bool {
	switch name {
	case "-e", "--eval", "-p", "--print", "-pe", "-r", "--require", "--import", "-C", "--conditions", "--env-file", "--title", "--input-type",
		"--unhandled-rejections", "--max-http-header-size", "--dns-result-order", "--disable-warning", "--icu-data-dir":
		return true
	}
	return false
}

// finish takes what follows the options. Without a script there must be code.
func (c Command) finish(words []string, at int) (Command, *CommandFault) {
	if c.Checks && c.HasCode {
		return c, &CommandFault{Says: "either --check or --eval can be used, not both"}
	}
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
	case "--no-warnings", "--no-deprecation", "--throw-deprecation", "--trace-warnings", "--trace-deprecation", "--pending-deprecation",
		"--enable-source-maps", "--preserve-symlinks", "--preserve-symlinks-main", "--harmony", "--abort-on-uncaught-exception",
		"--stack-size", "--max-semi-space-size", "--no-opt", "--max-http-header-size", "--insecure-http-parser", "--no-addons", "--dns-result-order",
		"--network-family-autoselection", "--no-network-family-autoselection", "--trace-sigint", "--verify-base-objects", "--icu-data-dir",
		"--interpreted-frames-native-stack", "--openssl-legacy-provider", "--no-global-search-paths", "--disable-wasm-trap-handler",
		"--enable-etw-stack-walking", "--force-context-aware", "--force-node-api-uncaught-exceptions-policy", "--huge-max-old-generation-size",
		"--debug-port", "--network-family-autoselection-attempt-timeout", "--enable-network-family-autoselection",
		"--no-force-async-hooks-checks", "--node-memory-debug", "--track-heap-objects", "--use-bundled-ca", "--use-openssl-ca", "--use-largepages":
		return true
	}
	return strings.HasPrefix(name, "--experimental-") || strings.HasPrefix(name, "--no-experimental-") || strings.HasPrefix(name, "--disable-warning")
}

// knownOption reports whether Node has an option, which is not simulated.
func knownOption(word string) bool {
	name, _, _ := strings.Cut(word, "=")
	for _, begin := range []string{
		"--inspect", "--prof", "--cpu-prof", "--heap-prof", "--heapsnapshot", "--loader", "--experimental-loader", "--watch", "--test", "-i", "--interactive",
		"--trace-", "--icu-data-dir",
		"--openssl", "--tls-", "--report", "--redirect-warnings", "--build-snapshot",
		"--zero-fill-buffers", "--disallow-code-generation-from-strings", "--completion-bash", "--max-old", "--stack-trace-limit",
		"--diagnostic-dir", "--frozen-intrinsics", "--use-strict", "--jitless", "--v8-", "--policy", "--secure-heap", "--verify-base-objects", "-h", "--help",
		"--allow-", "--disable-proto", "--enable-fips", "--force-fips", "--env-file-if-exists", "--snapshot-blob",
		"--no-extra-info-on-fatal-exception",
	} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}

// instead is what to write instead of an option that Node has and that is not
// simulated.
func instead(word string) string {
	name, _, _ := strings.Cut(word, "=")
	switch {
	case name == "--test" || strings.HasPrefix(name, "--test-"):
		return "run the test file by itself, as node FILE"
	case name == "--watch" || strings.HasPrefix(name, "--watch-"):
		return "run the script again by hand"
	case strings.HasPrefix(name, "--inspect"), strings.HasPrefix(name, "--prof"), strings.HasPrefix(name, "--cpu-prof"), name == "--trace-gc":
		return "look at the trace of the run"
	case name == "--trace-uncaught":
		return "throw an Error, which has a stack"
	case name == "-i" || name == "--interactive":
		return "write the lines into a file"
	case name == "--env-file-if-exists":
		return "use --env-file"
	case name == "--loader" || name == "--experimental-loader":
		return "use --import"
	}
	return "leave it out"
}
