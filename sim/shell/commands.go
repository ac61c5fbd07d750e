package shell

// Names is what programs there are, in the order of their names, besides node.
func Names() []string {
	return []string{
		"[", "arch", "awk", "b2sum", "base32", "base64", "basename", "bc", "cat", "chgrp", "chmod", "chown", "cksum", "cmp", "column", "comm", "cp", "cut",
		"dash", "date", "dd", "df", "diff", "dir", "dirname", "du", "echo", "egrep", "env", "expand", "expr", "factor", "false", "fgrep", "find", "fold", "free", "grep",
		"groups", "gunzip", "gzip", "head", "hexdump", "hostname", "id", "install", "join", "kill", "killall", "less", "link", "ln", "logname", "ls", "md5sum",
		"mkdir", "mktemp", "more", "mv", "nice", "nl", "nohup", "nproc", "od", "paste", "pgrep", "pidof", "pkill", "printenv", "printf", "ps", "pstree", "pwd",
		"readlink", "realpath", "rev", "rm", "rmdir", "sed", "seq", "setsid", "sh", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "shuf",
		"sleep", "sort", "split", "stat", "stdbuf", "strings", "sum", "sync", "tac", "tail", "taskset", "tee", "test", "time", "timeout", "top", "touch",
		"tr", "true", "truncate", "tsort", "tty", "uname", "unexpand", "uniq", "unlink", "uptime", "users", "vdir", "w", "wc", "which", "who", "whoami", "xargs", "xxd",
		"yes", "zcat",
	}
}

// lookUp is what a program does, nil if there is none of that name.
func lookUp(name string) func(*call) int {
	switch name {
	case "sh", "dash":
		return runShell
	case "true":
		return func(*call) int { return 0 }
	case "false":
		return func(*call) int { return 1 }
	case "echo":
		return echoProgram
	case "printf":
		return printfProgram
	case "test", "[":
		return test
	case "expr":
		return expression
	case "pwd":
		return func(c *call) int { c.printLine(absolute(c.process().Directory, ".")); return 0 }
	case "cat":
		return cat
	case "head", "tail":
		return headOrTail
	case "wc":
		return count
	case "grep", "egrep", "fgrep":
		return grep
	case "sed":
		return runSed
	case "awk":
		return runAwk
	case "find":
		return find
	case "cp":
		return copyFiles
	case "ln":
		return link
	case "readlink", "realpath":
		return resolve
	case "chmod":
		return changeMode
	case "chown", "chgrp":
		return changeOwner
	case "stat":
		return fileStatus
	case "mktemp":
		return temporary
	case "rev":
		return reverse
	case "tac":
		return backwards
	case "nl":
		return numberLines
	case "paste":
		return paste
	case "fold":
		return fold
	case "comm":
		return common
	case "cmp":
		return compareBytes
	case "diff":
		return difference
	case "md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum":
		return digest
	case "od":
		return octalDump
	case "hexdump":
		return hexDump
	case "xxd":
		return hexAndText
	case "cksum", "sum":
		return checksum
	case "base64", "base32":
		return baseSixtyFour
	case "du":
		return diskUsage
	case "df":
		return diskFree
	case "free":
		return freeMemory
	case "uptime":
		return uptime
	case "who", "users", "w", "logname":
		return people
	case "pgrep", "pkill":
		return seek
	case "killall", "pidof":
		return byName
	case "time":
		return measure
	case "dd":
		return convert
	case "split":
		return split
	case "truncate":
		return truncateFiles
	case "install":
		return install
	case "link", "unlink":
		return linkCall
	case "gzip", "gunzip", "zcat":
		return pack
	case "expand", "unexpand":
		return expandTabs
	case "shuf":
		return shuffle
	case "join":
		return join
	case "column":
		return inColumns
	case "strings":
		return texts
	case "stdbuf":
		return unbuffered
	case "sync":
		return func(*call) int { return 0 }
	case "tty":
		return func(c *call) int { c.printLine("not a tty"); return 1 }
	case "sort":
		return sortLines
	case "uniq":
		return uniq
	case "cut":
		return cut
	case "tr":
		return translate
	case "tee":
		return tee
	case "seq":
		return sequence
	case "yes":
		return yes
	case "basename", "dirname":
		return partOfPath
	case "ls", "dir", "vdir":
		return list
	case "less", "more":
		return page
	case "bc":
		return bc
	case "factor":
		return factor
	case "tsort":
		return topologically
	case "mkdir":
		return makeDirectories
	case "rm", "rmdir":
		return remove
	case "mv":
		return moveFile
	case "touch":
		return touch
	case "sleep":
		return sleep
	case "date":
		return date
	case "env", "printenv":
		return env
	case "nice":
		return nice
	case "nohup", "setsid":
		return apart
	case "taskset":
		return taskset
	case "timeout":
		return timeout
	case "xargs":
		return xargs
	case "kill":
		return killProcesses
	case "ps":
		return ps
	case "pstree":
		return pstree
	case "top":
		return top
	case "which":
		return which
	case "whoami", "id", "hostname", "uname", "nproc", "arch", "groups":
		return about
	}
	return nil
}
