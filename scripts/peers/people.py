"""Splink looks for the queries of scripts/bench-people among the same people.

`python people.py FOLDER` reads people.csv and queries.csv and prints a figure a line, named as
`Benchmarks people find` names them: recall@1 and @10, false alerts at probability 0.9 and more for
each kind of person who is not on the record, processor time a query (training and prediction of all
queries at once, divided), seconds in all.

Set up as Splink's documentation sets up linking two tables of people: term frequencies, date of birth
and names by its own comparisons, rules that together cover every single error. It is given the true answers to
learn from, and how many of the queries are about people on the record: more than any authority has.
"""
import logging
import os
import resource
import sys
import time
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.getLogger("splink").setLevel(logging.ERROR)


def load(path, identifier):
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame.rename(columns={identifier: "unique_id"})
    for column in frame.columns:
        frame[column] = frame[column].str.strip().str.lower() if column != "unique_id" else frame[column]
    frame = frame.replace("", None)
    frame.loc[frame["dob"].str.len() != 10, "dob"] = None
    return frame


def main(folder):
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    people = load(f"{folder}/people.csv", "person_id")
    asked = load(f"{folder}/queries.csv", "query_id")
    kinds = dict(zip(asked["unique_id"], asked["kind"]))
    wanted = {q: w.upper() for q, w in zip(asked["unique_id"], asked["wanted"]) if w}
    columns = ["unique_id", "forename", "surname", "dob", "sex", "house", "street", "town", "postcode",
               "phone", "nhs"]
    people, asked = people[columns], asked[columns]
    began, spent = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    settings = SettingsCreator(
        probability_two_random_records_match=len(wanted) / len(people) / len(asked),
        unique_id_column_name="unique_id", link_type="link_only",
        comparisons=[
            cl.ForenameSurnameComparison("forename", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True, invalid_dates_as_null=True),
            cl.PostcodeComparison("postcode"),
            cl.JaroWinklerAtThresholds("street", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("house"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("nhs"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("dob"), block_on("nhs"), block_on("phone"), block_on("postcode"),
            block_on("forename", "surname"),
            "l.forename = r.surname and l.surname = r.forename",
            block_on("surname", "substr(dob, 1, 4)"), block_on("surname", "substr(dob, 6, 5)"),
            block_on("forename", "substr(dob, 1, 7)"), block_on("forename", "substr(dob, 6, 5)"),
            block_on("house", "street"),
            block_on("surname", "street"),
        ])
    api = DuckDBAPI()
    linker = Linker(
        [api.register(people, dataset_display_name="a_people"),
         api.register(asked, dataset_display_name="b_asked")], settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=2)
    truth = pd.DataFrame({
        "source_dataset_l": "a_people", "unique_id_l": list(wanted.values()),
        "source_dataset_r": "b_asked", "unique_id_r": list(wanted)})
    linker.training.estimate_m_from_pairwise_labels(api.register(truth, table_name="truth"))
    predicted = linker.inference.predict(threshold_match_probability=1e-6).as_pandas_dataframe()
    took = time.perf_counter() - began
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime

    known = set(kinds)
    swap = ~predicted["unique_id_r"].isin(known)
    query = predicted["unique_id_r"].where(~swap, predicted["unique_id_l"])
    found = predicted["unique_id_l"].where(~swap, predicted["unique_id_r"])
    ranked = pd.DataFrame({"query": query, "found": found, "p": predicted["match_probability"],
                           "w": predicted["match_weight"]})
    ranked = ranked.sort_values(["query", "w", "found"], ascending=[True, False, True])
    first, ten, alerts = {}, {}, {}
    for name, group in ranked.groupby("query"):
        top = group["found"].str.upper().tolist()[:10]
        if name in wanted:
            first[kinds[name]] = first.get(kinds[name], 0) + (top[0] == wanted[name])
            ten[kinds[name]] = ten.get(kinds[name], 0) + (wanted[name] in top)
        elif group["p"].iloc[0] >= 0.9:
            alerts[kinds[name]] = alerts.get(kinds[name], 0) + 1
    counts = pd.Series(kinds).value_counts().to_dict()
    unknown = ["stranger", "namesake", "sibling"]
    every = sum(count for kind, count in counts.items() if kind not in unknown)
    print(f"recall-1\t{sum(first.values()) / every:.4f}")
    print(f"recall-10\t{sum(ten.values()) / every:.4f}")
    for kind in sorted(counts):
        if kind in unknown:
            print(f"alerts-{kind}\t{alerts.get(kind, 0) / counts[kind]:.4f}")
        else:
            print(f"recall-10-{kind}\t{ten.get(kind, 0) / counts[kind]:.4f}")
    print(f"find-cpu\t{cpu * 1000 / len(kinds):.1f}")
    print(f"seconds\t{took:.1f}")


if __name__ == "__main__":
    main(sys.argv[1])
