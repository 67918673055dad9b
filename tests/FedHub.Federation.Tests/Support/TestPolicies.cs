using FedHub.Cli.Demo.Setup;

namespace FedHub.Federation.Tests.Support;

/// <summary>Policies of the test federation: two small collections, so that few filters have to be exchanged.</summary>
internal static class TestPolicies
{
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["persons.yaml"] = """
            version: 1
            collection: persons
            classes:
              document: 1000000
              personal-number: 1000000
              phone: 1000000
              name: 1000000
            admit:
              - members: all
                purposes: [investigation, border-check]
                bulk: true
            disclose:
              - purposes: [border-check]
                categories: [suspect]
                outcome: under-review
                summary: [nationality]
              - categories: [suspect, document]
                outcome: disclosed
                summary: [nationality]

            """,
        ["referral.yaml"] = """
            version: 1
            collection: referral
            classes:
              document: 1000000
              name: 1000000
            admit:
              - members: all
                purposes: [investigation, victim-identification]
            disclose:
              - categories: [victim, presumed-victim, witness, missing-person]
                outcome: referred

            """,
    };

    public static string MappingFor(string country) =>
        $"""
        {DemoMapping.For(country)}
        collections:
          document: persons
        """;
}
