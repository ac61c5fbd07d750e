const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const u=new URL('http://h/p'); u.port='8080x'; u.host='n:90'; u.hostname='m:1'; u.pathname='a b?c'; u.search='q=é'; u.hash='z z'; u.username='u@'; u.password='p:'; u.protocol='https'; console.log(u.href); u.protocol='foo'; u.port=''; u.search=''; u.hash=''; console.log(u.href, String(u), JSON.stringify(u)); tr(()=>{u.href='bad'}); console.log(u);
u.searchParams.append('k','v w'); console.log(u.href); u.search='?a=1&a=2'; console.log(u.searchParams.getAll('a'), u.searchParams);
