package shell

// Names is what programs there are, in the order of their names, besides node.
func Names() []string {
	return []string{
		"[", "arch", "awk", "base64", "basename", "cat", "chgrp", "chmod", "chown", "cksum", "cmp", "comm", "cp", "cut", "date", "diff", "dirname", "echo", "egrep", "env",
		"expr", "false", "fgrep", "find", "fold", "grep", "head", "hexdump", "hostname", "id", "kill", "ln", "ls", "md5sum", "mkdir", "mktemp", "mv",
		"nice", "nl", "nohup", "nproc", "od", "paste", "printenv", "printf", "ps", "pstree", "pwd", "readlink", "realpath", "rev", "rm", "rmdir",
		"sed", "seq", "setsid", "sh", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "sleep", "sort", "stat", "sum", "tac", "tail", "taskset", "tee", "test",
		"timeout", "top", "touch", "tr", "true", "tty", "uname", "uniq", "wc", "which", "whoami", "xargs", "xxd", "yes",
	}
}

// lookUp is what a program does, nil if there is none of that name.
func lookUp(name string) func(*call) int {
	switch name {
	case "sh":
		return runShell
	case "true":
		return func(*call) int { return 0 }
	case "false":
		return func(*call) int { return 1 }
	case "echo":
		return echo
	case "printf":
		return printFormatted
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
	case "md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum":
		return digest
	case "od":
		return octalDump
	case "hexdump":
		return hexDump
	case "xxd":
		return hexAndText
	case "cksum", "sum":
		return checksum
	case "base64":
		return baseSixtyFour
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
	case "ls":
		return list
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
	case "whoami", "id", "hostname", "uname", "nproc", "arch":
		return about
	}
	return nil
}
