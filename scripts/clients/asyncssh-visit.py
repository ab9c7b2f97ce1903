"""One visit with AsyncSSH: a line of JSON on stdin says where, as whom, and what to do."""

import asyncio
import json
import os
import sys

import asyncssh

visit = json.load(sys.stdin)
login, task = visit["login"], visit["task"]


class Answers(asyncssh.SSHClient):
    """Gives the code to the prompt that asks for one, and the password to the other."""

    def kbdint_auth_requested(self):
        return ""

    def kbdint_challenge_received(self, _name, _instructions, _language, prompts):
        code = login.get("code", "")
        return [code if "code" in prompt else login["password"] for prompt, _echo in prompts]


async def run():
    keys = [login["keyFile"]] if login["by"] == "key" else None
    async with asyncssh.connect(
        visit["host"],
        visit["port"],
        username=visit["user"],
        client_keys=keys,
        agent_path=None,
        known_hosts=visit["knownHosts"],
        client_factory=Answers,
        preferred_auth="publickey,keyboard-interactive",
        config=None,
    ) as connection:
        async with connection.start_sftp_client() as sftp:
            if task["do"] == "list":
                print("\n".join(entry.longname for entry in await sftp.readdir(task["remote"])))
            elif task["do"] == "get":
                await sftp.get(task["remote"], task["local"])
            elif task["do"] == "put":
                await sftp.put(task["local"], task["remote"])
            elif task["do"] == "resume":
                async with sftp.open(task["remote"], "rb") as remote:
                    with open(task["local"], "ab") as local:
                        local.write(await remote.read(-1, os.path.getsize(task["local"])))
            else:
                raise SystemExit("no checksum")


asyncio.run(run())
