namespace FedHub.Matching.Tests.Quality;

/// <summary>The public files of persons.</summary>
internal static class LinkageSets
{
    /// <summary>Aliases of persons of a sanctions list; those without a date of birth are left out, for such a search is refused.</summary>
    public static LabelledSet Sdn(string folder) => new(
        [.. Rows(folder, "sdn-even-records.csv").Select(row => (row["record_id"], Person(row["full_name"], row["date_of_birth"])))],
        [.. Rows(folder, "sdn-even-queries.csv").Where(row => row["date_of_birth"].Length > 0).Select(row => (row["expected_record_id"], Person(row["full_name"], row["date_of_birth"])))]);

    /// <summary>Names and the same with typing errors and swapped order; the date is that of the clean file, or as each file has it.</summary>
    public static LabelledSet Un(string folder, bool alteredDates)
    {
        var dated = Rows(folder, "un-clean.csv").Zip(Rows(folder, "un-altered.csv")).Where(pair => pair.First["date_of_birth"].Length > 0).ToList();
        return new(
            [.. dated.Select((pair, i) => ($"{i}", Person(pair.First["full_name"], pair.First["date_of_birth"])))],
            [.. dated.Select((pair, i) => ($"{i}", Person(pair.Second["full_name"], (alteredDates ? pair.Second : pair.First)["date_of_birth"])))]);
    }

    /// <summary>A list with corrupted duplicates; the person is the number in the row's id.</summary>
    public static (IReadOnlyList<MatchSubject> Rows, IReadOnlyList<string> People) Febrl(string folder, string file, bool? second = null)
    {
        var rows = Rows(folder, file).Select(row => (Person: row["rec_id"].Split('-')[1], Row: row)).Where(row => second is null || Half.IsSecond(row.Person) == second).ToList();
        return ([.. rows.Select(row => new MatchSubject { GivenName = row.Row["given_name"], FamilyName = row.Row["surname"], DateOfBirth = Date(row.Row["date_of_birth"]) })],
            [.. rows.Select(row => row.Person)]);
    }

    public static MatchSubject Person(string name, string born) => new() { FullName = name, DateOfBirth = Date(born) };

    // Read as "fedhub keys" reads a file: of a day that the calendar does not have the rest is kept.
    private static PartialDate? Date(string text)
        => KeyListingColumns.TryRead(["id", "full_name", "date_of_birth"], out var columns, out var reason)
            ? columns.ReadRow(["", "", text], out _).Subject.DateOfBirth : throw new InvalidOperationException(reason);

    private static List<Dictionary<string, string>> Rows(string folder, string file) => CsvRows.Read(Path.Combine(folder, "linkage", file));
}
