namespace FedHub.Cli.Demo.Records;

/// <summary>
/// Policies and mapping for files of others: every purpose may ask, so that what a query finds depends on the data alone. Persons, documents and
/// vehicles are disclosed; victims, witnesses and missing persons are referred, as always.
/// </summary>
internal static class RecordsPolicies
{
    private const string Classes = """
        version: 1
        classes:
          document: 20000000
          personal-number: 20000000
          phone: 20000000
          name: 100000000
        """;

    private const string Rules = """
        admit:
          - members: all
            purposes: [investigation, victim-identification, missing-person, extradition-mla, repatriation, border-check]
        disclose:
        """;

    /// <summary>The files of a node's policy folder.</summary>
    /// <param name="columns">What any of the files has; a class that none has needs no filter.</param>
    public static IReadOnlyDictionary<string, string> Files(ObjectColumns columns) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["persons.yaml"] = $"collection: persons\n{Head(columns)}\n  - categories: [suspect, document, vehicle]\n    outcome: disclosed\n",
        ["referral.yaml"] = $"collection: referral\n{Head(columns)}\n  - categories: [victim, presumed-victim, witness, missing-person]\n    outcome: referred\n",
    };

    /// <summary>A mapping for one country's file. A line without a category is taken for a presumed victim: it is found, and never listed.</summary>
    /// <param name="country">Whose.</param>
    /// <param name="columns">What its file has.</param>
    public static string MappingFor(string country, ObjectColumns columns) =>
        $"""
        {Setup.DemoMapping.For(country)}{Column(columns.HasVehicle, ObjectColumns.Vehicle)}{Column(columns.HasAccount, ObjectColumns.Account)}
        categories:
          "": presumed-victim
        collections:
          document: persons
          vehicle: persons
        """;

    private static string Head(ObjectColumns columns)
        => Classes + (columns.HasVehicle ? "\n  vehicle: 20000000" : "") + (columns.HasAccount ? "\n  account: 20000000" : "") + "\n" + Rules;

    private static string Column(bool isThere, string name) => isThere ? $"\n  {name}: {name}" : "";
}
