package node

import (
	"strings"
)

// environmentSwitches and environmentFlags are the options that may stand in
// NODE_OPTIONS: those that may also be given with --no- in front, without their
// dashes, and the others. (kAllowedInEnvvar in src/node_options.cc)
const (
	environmentSwitches = "watch-preserve-output force-async-hooks-checks experimental-vm-modules deprecation tls-min-v1.0 allow-wasi experimental-fetch " +
		"enable-source-maps experimental-require-module experimental-network-imports inspect experimental-global-webcrypto " +
		"track-heap-objects experimental-detect-module trace-atomics-wait allow-addons verify-base-objects watch trace-deprecation " +
		"throw-deprecation insecure-http-parser force-node-api-uncaught-exceptions-policy addons warnings tls-min-v1.1 pending-deprecation " +
		"tls-min-v1.2 preserve-symlinks-main global-search-paths experimental-global-customevent trace-sigint openssl-shared-config " +
		"zero-fill-buffers use-bundled-ca openssl-legacy-provider force-fips experimental-shadow-realm preserve-symlinks " +
		"disable-wasm-trap-handler report-exclude-network experimental-websocket tls-min-v1.3 enable-fips report-on-fatalerror " +
		"node-snapshot experimental-permission experimental-wasm-modules use-openssl-ca experimental-eventsource " +
		"extra-info-on-fatal-exception trace-uncaught experimental-repl-await trace-warnings trace-tls tls-max-v1.2 " +
		"experimental-print-required-tla report-compact debug-arraybuffer-allocations trace-sync-io force-context-aware " +
		"allow-child-process allow-worker test-only network-family-autoselection report-uncaught-exception inspect-wait trace-exit " +
		"frozen-intrinsics inspect-brk tls-max-v1.3 heap-prof report-on-signal trace-promises experimental-import-meta-resolve"

	environmentFlags = "--heapsnapshot-near-heap-limit --disable-warning --heapsnapshot-signal --diagnostic-dir --expose-gc " +
		"--experimental-wasi-unstable-preview1 --inspect-port --http-parser --experimental-loader --input-type --jitless " +
		"--experimental-policy --policy-integrity --allow-fs-read --experimental-report --experimental-modules " +
		"--experimental-abortcontroller --experimental-default-type --disallow-code-generation-from-strings --title --node-memory-debug " +
		"--experimental-specifier-resolution --allow-fs-write --import --experimental-json-modules --conditions --heap-prof-interval " +
		"--disable-proto --experimental-worker --test-shard --experimental-top-level-await --v8-pool-size --secure-heap-min " +
		"--abort-on-uncaught-exception --trace-event-categories --network-family-autoselection-attempt-timeout --report-dir " +
		"--unhandled-rejections --snapshot-blob --huge-max-old-generation-size --icu-data-dir --report-filename " +
		"--interpreted-frames-native-stack --tls-cipher-list --watch-path --use-largepages --test-reporter --secure-heap --require " +
		"--napi-modules --tls-keylog --stack-trace-limit --openssl-config --perf-basic-prof-only-functions --max-semi-space-size " +
		"--perf-prof-unwinding-info --trace-event-file-pattern --test-reporter-destination --heap-prof-dir --report-signal " +
		"--dns-result-order --enable-etw-stack-walking --perf-basic-prof --max-old-space-size --perf-prof --heap-prof-name " +
		"--inspect-publish-uid --redirect-warnings --max-http-header-size --trace-require-module --debug-port -C " +
		"--enable-network-family-autoselection --prof-process --loader -r --trace-events-enabled --es-module-specifier-resolution " +
		"--report-directory"
)

// environmentOptions takes NODE_OPTIONS apart: words between spaces, of which double
// quotes hold some together, and in these a backslash keeps the next byte as it is.
// (ParseNodeOptionsEnvVar in src/node_options.cc)
func environmentOptions(text string) ([]string, *CommandFault) {
	var words []string
	word, quoted, begun := []byte(nil), false, false
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case b == '\\' && quoted:
			if i++; i == len(text) {
				return nil, &CommandFault{Unknown: "NODE_OPTIONS", Says: "invalid value for NODE_OPTIONS (invalid escape)"}
			}
			b = text[i]
		case b == ' ' && !quoted:
			if begun {
				words = append(words, string(word))
			}
			word, begun = nil, false
			continue
		case b == '"':
			quoted = !quoted
			continue
		}
		word, begun = append(word, b), true
	}
	if quoted {
		return nil, &CommandFault{Unknown: "NODE_OPTIONS", Says: "invalid value for NODE_OPTIONS (unterminated string)"}
	}
	if begun {
		words = append(words, string(word))
	}
	return words, notForEnvironment(words)
}

// notForEnvironment is what is wrong with words of NODE_OPTIONS, nil for nothing.
func notForEnvironment(words []string) *CommandFault {
	refuse := func(word string) *CommandFault {
		return &CommandFault{Unknown: word, Says: word + " is not allowed in NODE_OPTIONS"}
	}
	for at := 0; at < len(words); at++ {
		word := words[at]
		name, _, joined := strings.Cut(word, "=")
		switch {
		case !strings.HasPrefix(word, "-"): // which ends the options, and means nothing
			return nil
		case !mayStandInEnvironment(name) && joined:
			return refuse(name + "=")
		case !mayStandInEnvironment(name):
			return refuse(word)
		}
		if takesWord(name) && !joined {
			if at++; at == len(words) {
				return &CommandFault{Unknown: word, Says: word + " requires an argument"}
			}
		}
	}
	return nil
}

func mayStandInEnvironment(name string) bool {
	if strings.HasPrefix(name, "--") {
		name = strings.ReplaceAll(name, "_", "-")
	}
	for _, allowed := range strings.Fields(environmentFlags) {
		if allowed == name {
			return true
		}
	}
	for _, allowed := range strings.Fields(environmentSwitches) {
		if name == "--"+allowed || name == "--no-"+allowed {
			return true
		}
	}
	return false
}

// parseWith reads a command line of Node in an environment that may hold options too,
// which come before those of the line.
func parseWith(options string, words []string) (Command, *CommandFault) {
	first, fault := environmentOptions(options)
	if fault != nil {
		return Command{}, fault
	}
	first = optionsOf(first)
	command, fault := ParseCommand(append(first, words...))
	before := min(len(first), len(command.Flags))
	command.InEnvironment, command.Flags = command.Flags[:before:before], command.Flags[before:]
	return command, fault
}

// optionsOf is words up to the first that is neither an option nor the value of one.
func optionsOf(words []string) []string {
	for at := 0; at < len(words); at++ {
		name, _, joined := strings.Cut(words[at], "=")
		if !strings.HasPrefix(name, "-") {
			return words[:at]
		}
		if takesWord(name) && !joined {
			at++
		}
	}
	return words
}
