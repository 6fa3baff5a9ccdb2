"""What a person may need, and the situations schemes are for: each code with its words."""

from collections.abc import Mapping

NEEDS: Mapping[str, str] = {
    "social_connection": "Building up connections",
    "befriending": "Somebody to talk to regularly",
    "housing_advice": "Advice about housing",
    "homelessness": "Somewhere to live",
    "benefits_advice": "Advice about benefits",
    "debt": "Help with debt",
    "energy_costs": "Help with heating and energy costs",
    "food": "Help with food",
    "employment": "Finding or keeping work",
    "volunteering": "Volunteering",
    "learning": "Learning and training",
    "language": "Learning English, or another language",
    "digital": "Getting online",
    "transport": "Getting about",
    "physical_activity": "Being active",
    "healthy_living": "Eating well, stopping smoking and other healthy habits",
    "arts_and_culture": "Arts, music and culture",
    "nature": "Gardening and being outdoors",
    "mental_wellbeing": "Mental wellbeing",
    "bereavement": "Support after a bereavement",
    "relationships": "Help with relationships",
    "parenting": "Support as a parent",
    "childcare": "Childcare",
    "caring": "Support for carers",
    "dementia": "Living with dementia",
    "cancer": "Living with cancer",
    "long_term_condition": "Living with a long-term condition",
    "disability": "Living with a disability",
    "practical_help": "Practical help at home",
    "substance_use": "Help with alcohol or drugs",
    "gambling": "Help with gambling",
    "domestic_abuse": "Help with domestic abuse",
    "immigration": "Advice about immigration",
    "legal_advice": "Legal advice",
}
"""What help is asked for. Source: DESIGN section 5 and the schemes named in the learning report."""

COHORTS: Mapping[str, str] = {
    "new_parent": "New parents",
    "family_with_young_children": "Families with young children",
    "bereaved": "People who have been bereaved",
    "refugee_or_asylum_seeker": "Refugees and people seeking asylum",
    "migrant": "People who have come from another country",
    "minority_ethnic_community": "People from minority ethnic communities",
    "living_with_dementia": "People living with dementia",
    "living_with_cancer": "People living with cancer",
    "young_person": "Young people aged 16 to 25",
    "disabled_child_or_young_person": "Disabled children and young people",
    "over_50": "People aged 50 and over",
    "over_65": "People aged 65 and over",
    "mental_health": "People living with a mental health condition",
    "long_term_condition": "People living with a long-term condition",
    "disabled": "Disabled people",
    "learning_disability": "People with a learning disability",
    "autistic": "Autistic people",
    "sensory_loss": "People with sight or hearing loss",
    "carer": "People who care for somebody",
    "care_leaver": "People who grew up in care",
    "housebound": "People who cannot easily leave home",
    "living_alone": "People who live alone",
    "rural": "People living in the countryside",
    "experiencing_loneliness": "People experiencing loneliness",
    "recovering_from_substance_use": "People recovering from alcohol or drug use",
    "survivor_of_domestic_abuse": "People who have experienced domestic abuse",
    "homeless": "People without a settled home",
    "leaving_hospital": "People coming home from hospital",
    "in_contact_with_justice": "People on probation or leaving prison",
    "veteran": "People who served in the armed forces",
    "lgbt": "Lesbian, gay, bisexual and trans people",
    "women": "Women",
    "men": "Men",
    "out_of_work": "People out of work",
    "low_income": "People on a low income",
}
"""Whom schemes are for, and what is known of a person. Source: DESIGN section 5; the learning report, figure 2."""

AGE_COHORTS: Mapping[str, tuple[int, int | None]] = {
    "young_person": (16, 25),
    "over_50": (50, None),
    "over_65": (65, None),
}
"""The cohorts that are worked out from the date of birth, never asked.

Units: the youngest and the oldest age in whole years, both included. Source: the learning report, figure 2 (16-25,
over-50, over-65).
"""
