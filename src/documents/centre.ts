/** How the centre names itself at the head of its papers. */
export const CENTRE = 'ศูนย์ช่วยเหลือและจัดการปัญหาออนไลน์ 1212 OCC';
