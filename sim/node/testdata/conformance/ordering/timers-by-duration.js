for (const ms of [50, 10, 30, 20, 40]) setTimeout(() => console.log(ms), ms);
