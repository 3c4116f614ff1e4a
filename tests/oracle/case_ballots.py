"""Ballots of random cases: one by one, counted, and who came to vote. Knows no criteria."""

CHOICES = {"good": "满意", "fair": "基本满意", "poor": "不满意", "unknown": "不了解"}
VOTED = {"due": "应到", "present": "实到", "returned": "收回票", "valid": "有效票"}
MODES = {"phone": "电话", "paper": "问卷"}


def person(header):
    return {"header": [header], "type": "name"}


def word(header, **words):
    return {"header": [header], "type": "word", "words": {key: [text] for key, text in words.items()}}


def plain(header, kind="text", **more):
    return {"header": [header], "type": kind} | more


class Ballots:
    """Mixed into the other sheets; `put`, `chance` and the people come from case_tables.py."""

    def ballots(self):
        """Votes one by one, counted, or both."""
        pick = self.random
        if self.chance(0.6):

            def rows(_):
                names = [name for name in self.named() for _ in range(pick.randint(1, 7))]
                return [[name, pick.choice(list(CHOICES.values())), pick.choice(list(MODES.values()))] for name in names]

            columns = {"delegate": person("姓名"), "choice": word("评价", **CHOICES), "mode": word("方式", **MODES)}
            words = {"choice": list(CHOICES), "mode": list(MODES)}
            table = self.table(words, measures=["rating", "rating", "share-choice"])
            self.put("votes", "评议票", columns, table, rows, header=["姓名", "评价", "方式"])
            if self.chooser.uses("turnout", 0.5):
                self.hall()
        if "votes" in self.tables and self.chance(0.5):
            return

        told = self.chooser.uses("turnout", 0.5)

        def counted(_):
            counts = [(name, [pick.randint(0, 9) for _ in CHOICES]) for name in self.named()]
            return [[name, *(self.voted(sum(of)) if told else []), *map(str, of)] for name, of in counts]

        words = {"type": "word", "words": {key: [text] for key, text in CHOICES.items()}}
        columns = {"delegate": person("姓名"), "choice": words, "count": {"type": "count"}}
        table = self.table({"choice": list(CHOICES)}, measures=["rating", "share-choice"])
        more = {"across": "choice", "cell": "count"}
        if told:
            columns |= {key: plain(text, "number", optional=True) for key, text in VOTED.items()}
            table.numbers, table.measures = list(VOTED), ["rating", "rating", "share-choice", "sum"]
            more["turnout"] = {key: key for key in VOTED}
        header = ["姓名", *(VOTED.values() if told else []), *CHOICES.values()]
        self.put("tallies", "评议汇总", columns, table, counted, more, header)

    def voted(self, valid):
        """Who should come and who came, ballots returned and valid; now and then one is not told."""
        returned = valid + self.random.randint(0, 3)
        present = returned + self.random.randint(0, 3)
        numbers = [present + self.random.randint(0, 2 * present), present, returned, valid]
        return [str(number) if self.chance(0.95) else "" for number in numbers]

    def hall(self):
        """The turnout of votes that stand one a row, on a sheet of its own."""
        columns = {"delegate": person("述职代表")} | {key: plain(VOTED[key], "number") for key in ("due", "present")}

        def rows(_):
            return [[name, *self.voted(self.random.randint(3, 9))[:2]] for name in self.named()]

        columns["due"]["optional"] = columns["present"]["optional"] = True
        more = {"turnout": {"due": "due", "present": "present"}}
        self.put("hall", "到会情况", columns, self.table(), rows, more, ["述职代表", "应到", "实到"])
