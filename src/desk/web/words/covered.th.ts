/** Files that are covered until somebody asks for them. */
export const covered = {
  covered: {
    reveal: 'ไฟล์มีข้อมูลส่วนตัว กดเพื่อเปิดดู (ระบบจะบันทึกว่าใครดู)',
    hide: 'ปิดบังอีกครั้ง',
    mark: 'ปิดบังไฟล์นี้',
    unmark: 'เลิกปิดบังไฟล์นี้',
  },
};
