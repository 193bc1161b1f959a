"""Splink and recordlinkage on the FEBRL sets, as their own documentation sets them up.

`python febrl.py FOLDER` prints a line for each tool, set and choice of columns: tool, set, columns,
precision, recall and F1 at the tool's own decision, the best F1 over all thresholds (which nobody
knows beforehand), and seconds of processor time. The identifier column is left out.

Splink: docs/demos/examples/duckdb/febrl3 without its rules on soc_sec_id, the address compared too;
pairs as predicted, and clustered by connected components, whichever is better. recordlinkage:
docs/guides, blocks on several columns, Jaro-Winkler at 0.85, the unsupervised ECM classifier; and the
sum of the agreements with the best threshold.
"""
import itertools
import logging
import os
import sys
import time
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.getLogger("splink").setLevel(logging.ERROR)

COLUMNS = {
    "all": ["given_name", "surname", "street_number", "address_1", "address_2", "suburb",
            "postcode", "state", "date_of_birth"],
    "few": ["given_name", "surname", "postcode", "date_of_birth"],
}


def load(folder, name, columns):
    frame = pd.read_csv(f"{folder}/{name}.csv", dtype=str, keep_default_na=False)
    frame = frame[["rec_id"] + COLUMNS[columns]].map(str.strip)
    frame = frame.replace("", None)
    truth = pd.read_csv(f"{folder}/{name}_truth_pairs.csv", dtype=str)
    return frame, {tuple(sorted(pair)) for pair in truth.itertuples(index=False, name=None)}


def score(pairs, truth):
    pairs = {tuple(sorted(pair)) for pair in pairs}
    right = len(pairs & truth)
    precision = right / len(pairs) if pairs else 0
    recall = right / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0


def best(scored, truth):
    """The highest F1 over all thresholds of (pair, score)."""
    found, right, top = 0, 0, 0
    ordered = sorted(scored, key=lambda entry: -entry[1])
    for _, group in itertools.groupby(ordered, key=lambda entry: entry[1]):
        for pair, _ in group:
            found += 1
            right += tuple(sorted(pair)) in truth
        if right:
            top = max(top, 2 * right / (found + len(truth)))
    return top


def clusters(pairs):
    """Every pair within a connected component."""
    parent = {}

    def root(node):
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in pairs:
        parent[root(left)] = root(right)
    members = {}
    for node in list(parent):
        members.setdefault(root(node), []).append(node)
    return {pair for group in members.values() for pair in itertools.combinations(sorted(group), 2)}


def splink(frame, columns):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rules = [block_on("given_name"), block_on("surname"), block_on("date_of_birth"),
             block_on("postcode")]
    comparisons = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d",
            invalid_dates_as_null=False),
        cl.DamerauLevenshteinAtThresholds("postcode", [1]).configure(
            term_frequency_adjustments=True),
    ]
    if columns == "all":
        rules += [block_on("address_1"), block_on("suburb", "street_number")]
        comparisons += [
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("address_1", [0.95, 0.88]).configure(
                term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("address_2", [0.95, 0.88]).configure(
                term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("suburb", [0.95, 0.88]).configure(
                term_frequency_adjustments=True),
            cl.ExactMatch("state"),
        ]
    settings = SettingsCreator(
        unique_id_column_name="rec_id", link_type="dedupe_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules)
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth"),
         "l.given_name = r.surname and l.surname = r.given_name"
         " and l.date_of_birth = r.date_of_birth",
         block_on("given_name", "postcode", "date_of_birth"),
         block_on("surname", "postcode", "date_of_birth")], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=2)
    for rule in (block_on("date_of_birth"), block_on("postcode"), block_on("given_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    return [((row["rec_id_l"], row["rec_id_r"]), row["match_probability"])
            for row in predicted.as_record_list()]


def recordlinkage_vectors(frame, columns):
    import recordlinkage

    frame = frame.set_index("rec_id")
    indexer = recordlinkage.Index()
    for column in ["given_name", "surname", "date_of_birth", "postcode"]:
        indexer.block(column)
    if columns == "all":
        indexer.block("address_1")
        indexer.block(["suburb", "street_number"])
    indexer.sortedneighbourhood("surname", window=5)
    links = indexer.index(frame)
    compare = recordlinkage.Compare()
    for column in COLUMNS[columns]:
        if column in ("street_number", "state"):
            compare.exact(column, column, label=column)
        else:
            compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    return compare.compute(links, frame)


def say(tool, name, columns, decided, top, seconds):
    print("\t".join([tool, name, columns] + [f"{value:.4f}" for value in (*decided, top)]
                    + [f"{seconds:.2f}"]), flush=True)


def main():
    folder = sys.argv[1]
    import recordlinkage

    for name in ("febrl1", "febrl2", "febrl3"):
        for columns in COLUMNS:
            frame, truth = load(folder, name, columns)
            began = time.process_time()
            scored = splink(frame, columns)
            seconds = time.process_time() - began
            likely = [pair for pair, probability in scored if probability >= 0.5]
            decided = max(score(likely, truth), score(clusters(likely), truth), key=lambda s: s[2])
            tops = [best(scored, truth)]
            for cut in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999):
                joined = clusters([pair for pair, p in scored if p >= cut])
                tops.append(score(joined, truth)[2])
            say("Splink", name, columns, decided, max(tops), seconds)

            began = time.process_time()
            vectors = recordlinkage_vectors(frame, columns)
            found = recordlinkage.ECMClassifier(binarize=0.8).fit_predict(vectors)
            seconds = time.process_time() - began
            decided = max(score(found, truth), score(clusters(found), truth), key=lambda s: s[2])
            sums = vectors.sum(axis=1)
            tops = [best(list(sums.items()), truth)]
            for cut in range(2, len(COLUMNS[columns])):
                tops.append(score(clusters(sums[sums >= cut].index), truth)[2])
            say("recordlinkage", name, columns, decided, max(tops), seconds)


if __name__ == "__main__":
    os.environ.setdefault("TQDM_DISABLE", "1")
    main()
