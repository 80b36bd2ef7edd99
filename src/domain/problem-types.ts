/** What a consumer's matter can be. The ids are fixed; the texts shown for them are content. */
export const COMPLAINT_TYPES = [
  'not_received',
  'not_as_described',
  'defective',
  'counterfeit',
  'refund_refused',
  'late_delivery',
  'cod_unordered',
  'marketplace_issue',
  'scam_transfer',
  'investment_scam',
  'loan_scam',
  'job_scam',
  'romance_scam',
  'call_center_scam',
  'phishing_hacked',
  'personal_data_leak',
  'illegal_website',
  'gambling',
  'online_defamation_harassment',
  'fake_account_impersonation',
  'unsafe_product_fda',
  'standards_tisi',
  'subscription_sms_billing',
] as const;

export const OTHER_INTENTS = [
  'track_case',
  'contact_info',
  'evidence_howto',
  'legal_howto',
  'how_to_complain',
  'check_seller',
  'talk_to_human',
  'greeting',
  'thanks',
  'other',
] as const;

export const INTENTS = [...COMPLAINT_TYPES, ...OTHER_INTENTS] as const;

export type ComplaintType = (typeof COMPLAINT_TYPES)[number];
export type OtherIntent = (typeof OTHER_INTENTS)[number];
export type Intent = ComplaintType | OtherIntent;

export function isComplaintType(value: string): value is ComplaintType {
  return (COMPLAINT_TYPES as readonly string[]).includes(value);
}

export function isIntent(value: string): value is Intent {
  return (INTENTS as readonly string[]).includes(value);
}
