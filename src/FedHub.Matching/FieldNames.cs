namespace FedHub.Matching;

/// <summary>Fields as warnings and reasons call them.</summary>
internal static class FieldNames
{
    public const string Name = "name";
    public const string DateOfBirth = "date of birth";
    public const string Document = "document";
    public const string PersonalNumber = "personal number";
    public const string Phone = "phone";
    public const string Vehicle = "vehicle";
    public const string Account = "account";
    public const string Mrz = "mrz";
    public const string Country = "country";

    public static string Of(KeyClass keyClass) => keyClass switch
    {
        KeyClass.Document => Document,
        KeyClass.PersonalNumber => PersonalNumber,
        KeyClass.Phone => Phone,
        KeyClass.Name => Name,
        KeyClass.Vehicle => Vehicle,
        KeyClass.Account => Account,
        _ => throw new ArgumentOutOfRangeException(nameof(keyClass)),
    };

    /// <summary>The class whose keys a field gives; null for a field that only helps to read others. A zone is first of all a document.</summary>
    public static KeyClass? ClassOf(string field) => field switch
    {
        Document or Mrz => KeyClass.Document,
        PersonalNumber => KeyClass.PersonalNumber,
        Phone => KeyClass.Phone,
        Name => KeyClass.Name,
        Vehicle => KeyClass.Vehicle,
        Account => KeyClass.Account,
        _ => null,
    };
}
