namespace FedHub.Protocol;

/// <summary>Why a search is made: a closed list that every member knows.</summary>
public enum Purpose
{
    /// <summary>A criminal investigation.</summary>
    Investigation = 1,

    /// <summary>Identifying a victim of trafficking.</summary>
    VictimIdentification = 2,

    /// <summary>Looking for a missing person.</summary>
    MissingPerson = 3,

    /// <summary>Extradition or mutual legal assistance.</summary>
    ExtraditionMla = 4,

    /// <summary>Bringing a person home.</summary>
    Repatriation = 5,

    /// <summary>A check at a border.</summary>
    BorderCheck = 6,
}
