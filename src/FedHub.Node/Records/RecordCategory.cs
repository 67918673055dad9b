namespace FedHub.Node.Records;

/// <summary>What a record is about. Decides the collection on import and the outcome on disclosure.</summary>
public enum RecordCategory
{
    /// <summary>Not a category.</summary>
    None = 0,

    /// <summary>Suspected of an offence: <c>suspect</c>.</summary>
    Suspect = 1,

    /// <summary>Identified victim: <c>victim</c>.</summary>
    Victim = 2,

    /// <summary>Presumed victim: <c>presumed-victim</c>.</summary>
    PresumedVictim = 3,

    /// <summary>Witness: <c>witness</c>.</summary>
    Witness = 4,

    /// <summary>Missing person: <c>missing-person</c>.</summary>
    MissingPerson = 5,

    /// <summary>Lost, stolen or forged document: <c>document</c>.</summary>
    Document = 6,

    /// <summary>Wanted or stolen vehicle: <c>vehicle</c>.</summary>
    Vehicle = 7,
}
